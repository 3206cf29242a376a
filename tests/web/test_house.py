"""The administrator's pages: every change dated, the past kept, what is wrong said where it was typed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.facts import clock
from luoshi.matters.models import Matter
from luoshi.org.actions import NewPost, appoint
from luoshi.org.directory import directory
from luoshi.org.models import Account, Handover, HandoverAccepted, Mandate, PortfolioRevision
from luoshi.org.queries import workdays
from luoshi.org.rules import SETTINGS, setting
from luoshi.rounds.rebuild import rebuild
from tests import world
from tests.telling import told_once

DAY = date(2026, 4, 8)
PAGES = ("units", "posts", "portfolios", "mandates", "settings", "holidays")


@told_once
def county():
    return world.found_county(binding=True)


@pytest.fixture
def admin(county):
    client = Client()
    client.force_login(Account.rows.get(username="admin"))
    with clock.at(clock.moment(DAY, 15)):
        yield client


def post(client, address, data, expected=302):
    answer = client.post(address, data)
    assert answer.status_code == expected, answer.content.decode()
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_the_register_to_people_and_programs(admin, page):
    assert "系统管理" in admin.get(f"/house/{page}").content.decode()
    found = admin.get(f"/house/{page}?format=json").json()
    assert found["total"] == len(found[page])


def test_a_unit_is_renamed_from_a_day_on_and_its_past_stays(admin, county):
    unit = county.units["住建局"]
    post(
        admin,
        f"/house/units/{unit}",
        {"do": "change", "name": "县建设局", "short": "建设局", "unit_kind": "general", "since": "2026-05-01"},
    )
    assert directory(date(2026, 4, 30)).unit_name(unit) == "住建局"
    assert directory(date(2026, 5, 1)).unit_name(unit) == "建设局"
    page = admin.get(f"/house/units/{unit}").content.decode()
    assert "县建设局" in page
    assert "县住房和城乡建设局" in page


def test_two_bureaus_are_merged_on_the_page_and_the_new_head_accepts_the_list_on_hers(admin, county):
    matter = world.issue_matter(county, "住建局", title="城西管网")
    scan = SimpleUploadedFile("机构改革方案.pdf", b"%PDF-1.4 plan")
    post(
        admin,
        f"/house/units/{county.units['住建局']}",
        {
            "do": "merge",
            "name": "县自然资源和建设局",
            "short": "资建局",
            "unit_kind": "general",
            "old": str(county.units["资源局"]),
            "close": str(county.post("head", "住建局")),
            "since": DAY.isoformat(),
            "paper": scan,
        },
    )
    new = next(unit for unit in directory(DAY).units.values() if unit.short == "资建局")
    assert Matter.rows.get(uuid=matter.uuid).unit == new.uuid
    appoint(county.by("admin", at=DAY), [NewPost(new.uuid, "局长", "head", 90, "新局长", "new-head")], DAY)
    head = Client()
    head.force_login(Account.rows.get(username="new-head"))
    assert "移交" in head.get("/desk").content.decode()
    given = Handover.rows.get(unit=county.units["住建局"])
    assert given.paper
    listed = head.get(f"/handovers/{given.uuid}?format=json").json()["listed"]
    assert "城西管网" in listed[0]["words"]
    post(head, f"/handovers/{given.uuid}/accept", {f"remark:{listed[0]['ref']}": "缺图纸"})
    assert HandoverAccepted.rows.filter(handover=given.uuid).exists()
    page = head.get(f"/handovers/{given.uuid}").content.decode()
    assert "缺图纸" in page
    assert "新局长" in page
    assert rebuild(check=True) == []


def test_people_come_go_and_move_from_a_day_on(admin, county):
    head = county.post("head", "住建局")
    post(
        admin,
        "/house/posts",
        {"do": "succeed", "post": str(head), "holder": "郑新", "username": "zhengxin", "since": "2026-05-01"},
        200,
    )
    assert directory(date(2026, 5, 1)).posts[head].holder == "郑新"
    assert "2026-05-01 起郑新" in admin.get("/house/posts").content.decode()
    reporter = county.post("reporter", "住建局")
    post(admin, "/house/posts", {"do": "move", "post": str(reporter), "to": "", "since": DAY.isoformat()})
    assert directory(DAY).posts[reporter].holder == ""
    assert not county.by("reporter", "住建局", DAY).roles
    post(admin, "/house/posts", {"do": "close", "post": str(reporter), "since": DAY.isoformat()})
    assert reporter not in directory(DAY).posts


def test_what_is_wrong_is_said_on_the_page_and_nothing_is_half_done(admin, county):
    page = post(admin, "/house/posts", {"do": "appoint", "unit": str(county.units["住建局"]), "role": "deputy"}, 422)
    assert "没有写岗位名称" in page
    page = post(
        admin,
        f"/house/units/{county.units['住建局']}",
        {"do": "change", "name": "县建设局", "short": "资源局", "since": DAY.isoformat()},
        422,
    )
    assert "已经有单位在用" in page
    page = post(admin, "/house/units", {"do": "found", "since": "2026-02-30"}, 422)
    assert "不是一个日期" in page


def test_a_portfolio_changes_from_its_day(admin, county):
    leader = county.post("vice_head")
    post(
        admin,
        "/house/portfolios",
        {"do": "set", "post": str(leader), "unit": [str(county.units["资源局"])], "since": "2026-05-01"},
    )
    assert county.by("vice_head", at=date(2026, 4, 30)).portfolio == {county.units["住建局"]}
    assert county.by("vice_head", at=date(2026, 5, 1)).portfolio == {county.units["资源局"]}
    assert PortfolioRevision.rows.filter(post=leader).count() == 2


def test_a_mandate_is_given_and_ended_on_the_page_with_its_paper(admin, county):
    holder = county.posts[("clerk", "府办")].official
    post(
        admin,
        "/house/mandates",
        {
            "do": "give",
            "holder": str(holder),
            "whom": str(county.post("vice_head")),
            "power": "act",
            "last_day": "2026-06-30",
            "paper": SimpleUploadedFile("委托书.png", b"\x89PNG\r\n1"),
        },
    )
    mandate = Mandate.rows.get()
    assert (mandate.since, mandate.until) == (DAY, date(2026, 7, 1))
    assert admin.get(f"/house/papers/{mandate.paper}").status_code == 200
    post(admin, "/house/mandates", {"do": "end", "mandate": str(mandate.uuid), "last_day": "2026-04-30"})
    listed = admin.get("/house/mandates?format=json").json()["mandates"]
    assert [(row["holds"], row["last_day"]) for row in listed] == [(True, "2026-04-30")]


@pytest.mark.parametrize(
    ("key", "form", "value"),
    [
        ("objection_days", {"value": "5"}, 5),
        ("merged_year", {"value": "from_merger"}, "from_merger"),
        (
            "report_calendar",
            {"part:cutoff_day": "25", "part:cutoff_hour": "24", "part:grace_hour": "12"},
            {"cycle": "month", "cutoff_day": 25, "cutoff_hour": 24, "grace_hour": 12},
        ),
    ],
)
def test_a_setting_is_changed_by_the_input_that_fits_it(admin, county, key, form, value):
    post(admin, "/house/settings", {"do": "change", "key": key, **form})
    assert setting(key, DAY) == value
    assert setting(key, date(2026, 4, 7)) == SETTINGS[key].default
    page = admin.get("/house/settings").content.decode()
    assert "1 项与通行做法不同" in page


def test_only_what_differs_from_the_usual_light_rules_is_kept(admin, county):
    world.issue_matter(county)
    usual = {f"part:{name}": str(default) for name, (_, default) in SETTINGS["light_rules"].parts.items()}
    changed = {"part:near_due_share": "0.25", "part:still_days": "60"}
    post(admin, "/house/settings", {"do": "change", "key": "light_rules", **usual, **changed})
    assert setting("light_rules", DAY) == {"near_due_share": 0.25, "still_days": 60}
    assert rebuild(check=True) == []


def test_nonsense_is_no_setting(admin, county):
    page = post(admin, "/house/settings", {"do": "change", "key": "objection_days", "value": "三天"}, 422)
    assert "不是一个数" in page
    assert setting("objection_days", DAY) == 3


def test_a_years_holidays_are_entered_as_the_notice_writes_them(admin, county):
    post(
        admin,
        "/house/holidays",
        {
            "do": "enter",
            "year": "2027",
            "off": "2027-10-01 至 2027-10-07\n2027-05-03",
            "work": "2027-10-09",
            "source": "国务院办公厅通知",
        },
    )
    assert not workdays().is_workday(date(2027, 10, 5))
    assert workdays().is_workday(date(2027, 10, 9))
    assert "10-01 至 10-07" in admin.get("/house/holidays").content.decode()
    page = post(admin, "/house/holidays", {"do": "enter", "year": "2027", "off": "2027-10-07 至 2027-10-01"}, 422)
    assert "不是一段日子" in page


def test_somebody_new_gets_a_printed_first_password_at_once_and_an_account_can_be_shut(admin, county):
    fields = {"do": "appoint", "unit": str(county.units["住建局"]), "title": "联络员", "role": "reporter"}
    page = admin.post("/house/posts", fields | {"holder": "郑新", "phone": "13900001234"})
    slip = page.context["slip"]
    assert (page.status_code, slip.username, page["Cache-Control"]) == (200, "13900001234", "no-store")
    assert slip.password in page.content.decode()
    assert slip.password not in admin.get("/house/posts").content.decode()
    fresh = Client()
    assert fresh.post("/sign-in", {"username": slip.username, "password": slip.password}).status_code == 302
    account = Account.rows.get(username=slip.username)
    post(admin, f"/accounts/{account.uuid}/state", {"do": "shut"})
    assert fresh.get("/password").headers["Location"].startswith("/sign-in")
    assert "已停用" in admin.get("/accounts").content.decode()
    assert Client().post("/sign-in", {"username": slip.username, "password": slip.password}).status_code == 200
    post(admin, f"/accounts/{account.uuid}/state", {"do": "open"})
    assert Client().post("/sign-in", {"username": slip.username, "password": slip.password}).status_code == 302
    own = Account.rows.get(username="admin").uuid
    assert "不能停用自己" in admin.post(f"/accounts/{own}/state", {"do": "shut"}).content.decode()
