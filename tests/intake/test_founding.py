"""From nothing to a running ledger: one workbook, printed passwords, progress on the first page."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests import serving
from tests.intake import founding_files

from luoshi.core.errors import BadInput, Conflict
from luoshi.core.sheets import read_sheets
from luoshi.facts import clock
from luoshi.facts import queries as chain
from luoshi.facts.models import Entry, Private
from luoshi.intake.founding.actions import Founded, found_county
from luoshi.intake.founding.columns import FORMS
from luoshi.intake.founding.slips import slips_workbook
from luoshi.intake.founding.template import empty_workbook
from luoshi.matters.calendars import programmes
from luoshi.matters.models import Line, Matter, Measure, Node, Opening
from luoshi.org.acting import acting_as, system
from luoshi.org.directory import directory
from luoshi.org.models import Account, UnitRevision
from luoshi.org.queries import phones
from luoshi.rounds.rebuild import rebuild

DAY = date(2026, 7, 6)
OWN = "云岭山高水长2026"
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def _on_a_day_in_july():
    with clock.at(clock.moment(DAY)):
        yield


def found(data: bytes | None = None) -> Founded:
    return found_county(system(clock.now()), "启用.xlsx", data or founding_files.workbook())


def faults(data: bytes) -> dict[str, str]:
    with pytest.raises(BadInput) as error:
        found(data)
    return {fault.place: fault.problem for fault in error.value.faults}


def by_old_number() -> dict[str, Matter]:
    numbers = dict(Opening.rows.values_list("matter", "old_number"))
    return {numbers.get(matter.uuid, "新"): matter for matter in Matter.rows.all()}


def test_the_first_day_from_an_empty_page_to_ones_own_ledger():
    visitor = Client()
    assert visitor.get("/", follow=True).redirect_chain[-1][0] == "/init"
    assert visitor.get("/init/template").status_code == 200
    file = SimpleUploadedFile("启用.xlsx", founding_files.workbook())
    answer = visitor.post("/init", {"file": file})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "5 个单位" in page
    assert answer["Cache-Control"] == "no-store"
    slip = next(one for one in answer.context["founded"].slips if one.name == "李芳")
    assert slip.password in page
    assert visitor.get("/init").status_code == 404

    reporter = Client()
    typed = slip.password.replace("-", " ").upper()
    answer = reporter.post("/sign-in", {"username": "13900000005", "password": typed}, follow=True)
    assert answer.redirect_chain[-1][0] == "/password"
    assert reporter.get("/matters").headers["Location"] == "/password"
    assert reporter.get("/matters?format=json").status_code == 403
    answer = reporter.post("/password", {"new": OWN, "again": OWN}, follow=True)
    assert answer.redirect_chain[-1][0] == "/desk"

    ledger = reporter.get("/matters").content.decode()
    assert "城西污水管网改造" in ledger
    matter = Matter.rows.get(title="城西污水管网改造")
    assert matter.progress == pytest.approx((0.4 + 3.5 / 8) / 2, abs=1e-3)
    shown = reporter.get(f"/matters/{matter.uuid}").content.decode()
    assert "承接原台账 12" in shown
    assert "主管道已开挖 3.2 公里。" in shown
    assert chain.verify() == []
    assert rebuild(check=True) == []
    assert not Client().login(username="13900000005", password=slip.password)


def test_names_are_matched_as_people_write_them():
    found()
    names = directory(DAY)
    units = {unit.short: unit for unit in names.units.values()}
    matter = by_old_number()["12"]
    lines = {names.unit_name(line.unit): line.role for line in Line.rows.filter(matter=matter)}
    assert lines == {"住建局": "lead", "资源局": "co", "石桥镇": "co"}
    assert names.post_label(matter.leader) == "副县长 周明"
    assert {post.title for post in names.posts.values() if post.unit == units["住建局"].uuid} == {"局长", "办公室主任"}
    assert UnitRevision.rows.get(short="石桥镇").parent == units["府办"].uuid
    leader = next(post for post in names.posts.values() if post.holder == "周明")
    assert {names.unit_name(unit) for unit in acting_as(leader.official, clock.now()).portfolio} == {
        "住建局",
        "金溪镇",
        "石桥镇",
    }
    secretary = next(post for post in names.posts.values() if post.holder == "田禾")
    assert leader.uuid in acting_as(secretary.official, clock.now()).posts
    assert programmes(DAY)["key"].calendar == {"cycle": "month", "cutoff_day": 25}


def test_what_ran_before_runs_on_and_what_is_new_is_claimed_by_its_unit():
    found()
    matters = by_old_number()
    assert [matters[number].stage for number in ("12", "13", "14", "新")] == ["claimed", "claimed", "ended", "issued"]
    assert matters["12"].issued_on == date(2026, 3, 2)
    assert matters["12"].origin_words == "县政府第3次常务会议"
    assert matters["13"].due == date(2026, 9, 30)
    assert (matters["13"].origin_level, matters["13"].origin_kind) == ("city", "document")
    assert matters["新"].issued_on == DAY
    passed = Node.rows.filter(matter=matters["12"]).order_by("day").values_list("title", "passed_on")
    assert list(passed) == [("主管道开挖", date(2026, 5, 6)), ("通水", None)]
    done = Measure.rows.filter(matter=matters["12"]).order_by("id").values_list("name", "done")
    assert [(name, float(value)) for name, value in done] == [("完成投资", 400.0), ("铺设管网", 3.5)]


def test_everything_wrong_is_told_at_once_by_sheet_and_cell_and_nothing_is_written():
    wrong = faults(
        founding_files.workbook(
            {
                ("单位", 1, "类别"): "衙门",
                ("岗位人员", 0, "角色"): "打杂",
                ("岗位人员", 6, "单位"): "建没局",
                ("岗位人员", 7, "手机号"): "13900000001",
                ("岗位人员", 5, "手机号"): "问本人",
                ("分管", 0, "分管单位"): "住建局、卫健局",
                ("专项", 0, "截止日"): 45,
                ("台账", 0, "牵头单位"): "住件局",
                ("台账", 1, "下发日期"): "三月初",
                ("台账", 1, "牵头领导"): "王副省长",
                ("台账", 3, "完成时限"): "2026-05-31",
                ("台账", 2, "专项"): "十大创建",
                ("已完成", 0, "累计完成数"): "不少",
                ("已完成", 1, "编号"): "99",
                ("已完成", 3, "完成日期"): "2026-09-01",
            }
        )
    )
    assert {
        "单位!D4",
        "岗位人员!C3",
        "岗位人员!A9",
        "岗位人员!E10",
        "岗位人员!E8",
        "分管!B3",
        "专项!D3",
        "台账!E3",
        "台账!L4",
        "台账!H4",
        "台账!I6",
        "台账!K5",
        "已完成!A4",
        "已完成!D6",
    } <= wrong.keys()
    assert "没有“衙门”这种类别" in wrong["单位!D4"]
    assert not Entry.rows.exists()
    assert not Account.rows.exists()
    assert not Private.rows.exists()


def test_a_figure_that_is_none_and_a_measure_nobody_set_are_faults_of_their_cells():
    wrong = faults(
        founding_files.workbook(
            {("已完成", 0, "累计完成数"): "不少", ("已完成", 1, "目标"): "植树", ("已完成", 2, "累计完成数"): 3}
        )
    )
    assert wrong.keys() == {"已完成!F3", "已完成!E4", "已完成!F5"}


def test_what_was_done_needs_the_day_on_which_it_was_issued():
    assert faults(founding_files.workbook({("台账", 1, "下发日期"): ""})).keys() == {"台账!L4"}


def test_a_sheet_without_which_nothing_works_is_asked_for_and_the_others_may_be_missing():
    assert "岗位人员" in faults(founding_files.workbook(without=["岗位人员"]))
    assert found(founding_files.workbook(without=["分管", "专项", "台账", "已完成"])).matters == 0


def test_somebody_must_be_able_to_sign_in_as_administrator_and_for_the_office():
    wrong = faults(founding_files.workbook({("岗位人员", 0, "是否登录"): "否", ("岗位人员", 1, "角色"): "联络员"}))
    assert "没有能登录的系统管理" in wrong["岗位人员!C1"] or "督查室没有人能登录" in wrong["岗位人员!C1"]


def test_a_secretary_serves_somebody():
    assert faults(founding_files.workbook({("岗位人员", 4, "服务领导"): ""})).keys() == {"岗位人员!G7"}


def test_only_an_empty_installation_is_founded():
    found()
    facts = Entry.rows.count()
    with pytest.raises(Conflict, match="已经启用"):
        found()
    assert Entry.rows.count() == facts


def test_the_user_name_is_the_mobile_number_or_unit_and_name():
    slips = {slip.name: slip for slip in found().slips}
    assert slips["吴桐"].username == "13900000002"
    assert slips["黄海"].username == "13900000006"
    assert slips["何川"].username == "金溪镇何川"
    assert "高原" not in slips
    assert all(len(slip.password) == 9 for slip in slips.values())
    assert len({slip.password for slip in slips.values()}) == len(slips)


def test_telephone_numbers_are_kept_apart_and_read_by_those_who_call():
    found()
    names = directory(DAY)
    people = {post.holder: post.official for post in names.posts.values() if post.official}
    asked = [people["石磊"], people["周明"]]
    assert phones(acting_as(people["方晓"], clock.now()), asked) == {people["石磊"]: "13900000004"}
    assert phones(acting_as(people["李芳"], clock.now()), asked) == {people["石磊"]: "13900000004"}
    assert phones(acting_as(people["吴桐"], clock.now()), asked) == {}


def test_the_empty_workbook_says_what_to_write_and_comes_in_as_empty():
    sheets = {sheet.name: sheet for sheet in read_sheets("空.xlsx", empty_workbook())}
    assert [form.name for form in FORMS] == [name for name in sheets if name != "填写说明"]
    assert all(len(form.example) == len(form.columns) for form in FORMS)
    assert "一个单位也没有" in faults(empty_workbook()).values()


def test_the_slips_print_with_every_password_once_on_slips_and_once_in_a_list():
    slips = found().slips
    book = CalamineWorkbook.from_filelike(io.BytesIO(slips_workbook(slips)))
    cells = [str(cell) for row in book.get_sheet_by_name("账号条").to_python() for cell in row]
    assert sum(slip.password in cell for slip in slips for cell in cells) == len(slips)


def test_a_bad_file_on_the_page_is_answered_with_its_cells():
    data = founding_files.workbook({("单位", 1, "类别"): "衙门"})
    answer = Client().post("/init", {"file": SimpleUploadedFile("启用.xlsx", data)})
    assert answer.status_code == 422
    assert "单位!D4" in answer.content.decode()
    answer = Client().post("/init?format=json", {"file": SimpleUploadedFile("启用.xlsx", data)})
    assert answer.json()["errors"][0]["place"] == "单位!D4"


@pytest.mark.one_database
def test_the_verb_writes_the_empty_workbook_and_founds_the_county_of_a_filled_one(tmp_path):
    env = serving.environment()
    template, filled = tmp_path / "空.xlsx", tmp_path / "启用.xlsx"
    words = ["--db", str(tmp_path / "county.db"), "--json"]
    assert serving.run(["init", "--template", str(template), *words], env).returncode == 0
    assert template.stat().st_size > 5000
    assert not (tmp_path / "county.db").exists()
    filled.write_bytes(founding_files.workbook({("单位", 1, "类别"): "衙门"}))
    wrong = serving.run(["init", str(filled), *words], env)
    assert (wrong.returncode, json.loads(wrong.stdout)["errors"][0]["place"]) == (1, "单位!D4")
    assert not (tmp_path / "启用-首次密码.xlsx").exists()
    filled.write_bytes(founding_files.workbook())
    made = serving.run(["init", str(filled), *words], env)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["units"] == 5
    passwords = tmp_path / "启用-首次密码.xlsx"
    assert passwords.stat().st_mode & 0o077 == 0
    assert serving.run(["init", str(filled), *words], env).returncode == 1
    assert "没有改动" in serving.run(["audit", "verify", "--db", str(tmp_path / "county.db")], env).stdout


def test_the_page_of_a_matter_taken_over_stays_within_fifteen_selects(django_assert_max_num_queries):
    found()
    Account.rows.update(must_change=False)
    client = Client()
    client.force_login(Account.rows.get(username="13900000001"))
    address = f"/matters/{by_old_number()['12'].uuid}"
    client.get(address)
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


def test_only_who_reads_the_servers_screen_founds_the_county(db, settings):
    away = {"REMOTE_ADDR": "10.1.2.3"}
    assert "只能在服务器本机上启用" in Client().post("/init", {}, **away).content.decode()
    proxied = Client().post("/init", {}, headers={"X-Forwarded-For": "10.1.2.3"})
    assert "只能在服务器本机上启用" in proxied.content.decode()
    settings.SETUP_WORD = "k7m3-hw9x"
    assert "启用口令不对" in Client().post("/init", {"word": "aaaa-aaaa"}, **away).content.decode()
    assert "没有选工作簿" in Client().post("/init", {"word": "K7M3 HW9X"}, **away).content.decode()
    for _ in range(4):
        Client().post("/init", {"word": "x"}, **away)
    assert "输错太多次" in Client().post("/init", {"word": "k7m3-hw9x"}, **away).content.decode()
