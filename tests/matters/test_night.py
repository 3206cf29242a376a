"""A unit's whole month on one page: kept as it is typed, two people at it, sent once, and what the desk says of it."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import world
from tests.telling import told_once

from luoshi.core.errors import BadInput, Conflict
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.actions import Basis
from luoshi.matters.entering import Entered
from luoshi.matters.models import Filing, Line, Pending, Report, ReportDraft, ReportEvidence, ReportNode, ReportQuantity
from luoshi.matters.queries import night, waiting_for
from luoshi.org.actions import change_setting
from luoshi.org.models import Account, SignOff
from luoshi.rounds.rebuild import rebuild

EVENING = clock.moment(date(2026, 3, 27), 21, 30)
PERIOD = "2026-03"


@pytest.fixture(autouse=True)
def _evening():
    with clock.at(EVENING):
        yield


@told_once
def matters(county):
    """Three matters of the town, claimed and planned, and one of another unit."""
    found = [world.issue_matter(county, title=f"第{n}项") for n in range(3)]
    for one in found:
        world.claim_and_plan(county, one, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 3, 20)})
    world.claim_and_plan(
        county, world.issue_matter(county, "石桥镇"), "石桥镇", date(2026, 3, 3), {"开工": date(2026, 3, 20)}
    )
    return found


def said(words: str, **quantities: str) -> Entered:
    return Entered(words, quantities)


def reporter(county):
    return county.by("reporter", "金溪镇", EVENING)


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def page(county, by=None):
    return night(by or reporter(county), county.units["金溪镇"])


def send(client: Client, county, *drafts: ReportDraft, **fields):
    reports = [f"{draft.report}:{draft.version}" for draft in drafts]
    body = {"unit": str(county.units["金溪镇"]), "period": PERIOD, "report": reports} | fields
    return client.post(reverse("matters:send_night"), body, headers={"Accept": "application/json"})


def test_the_page_holds_all_of_the_units_items_and_no_other_units(county, matters):
    found = page(county)
    assert [row.matter.title for row in found.rows] == ["第0项", "第1项", "第2项"]
    assert (found.entered, found.empty, str(found.period)) == (0, 3, PERIOD)
    assert found.cutoff == datetime(2026, 3, 31, 0, 0)  # noqa: DTZ001 - the 28th is a Saturday: the 30th at 24:00
    assert found.signers == ["主要负责人 金一把"]


def test_last_periods_words_and_number_stand_beside_each_row(county, matters):
    world.report(
        county, matters[0], "金溪镇", date(2026, 3, 10), PERIOD, words="上月的话。", quantities=(("m1", Decimal(30)),)
    )
    april = county.by("reporter", "金溪镇", date(2026, 4, 10))
    row = night(april, county.units["金溪镇"]).rows[0]
    assert row.before is not None
    assert (row.before.words, row.numbers[0].before) == ("上月的话。", Decimal(30))
    assert row.state == "empty"


def test_what_is_typed_is_kept_and_nothing_of_it_leaves_the_unit(county, matters):
    actions.save_draft(reporter(county), matters[0].uuid, PERIOD, said("檩条进场。", m1="210"), Basis())
    row = page(county).rows[0]
    assert (row.state, row.entered.words, row.numbers[0].typed, row.version) == ("ready", "檩条进场。", "210", 1)
    assert not Report.rows.exists()
    assert page(county, county.by("clerk", at=EVENING)).rows[0].state == "empty"


def test_the_newer_version_wins_only_if_it_is_based_on_the_one_that_stands(county, matters):
    matter = matters[0].uuid
    actions.save_draft(reporter(county), matter, PERIOD, said("甲写的。"), Basis(0, None, "甲"))
    head = county.by("head", "金溪镇", EVENING)
    with pytest.raises(Conflict):
        actions.save_draft(head, matter, PERIOD, said("乙写的。"), Basis(0, None, "乙"))
    assert ReportDraft.rows.get().fields["words"] == "甲写的。"
    actions.save_draft(head, matter, PERIOD, said("乙看过甲的，改了。"), Basis(1, None, "乙"))
    assert ReportDraft.rows.get().version == 2


def test_a_lost_answer_is_no_conflict_with_oneself_and_the_same_words_are_no_new_version(county, matters):
    matter, by = matters[0].uuid, reporter(county)
    actions.save_draft(by, matter, PERIOD, said("第一句"), Basis(0, None, "甲"))
    again = actions.save_draft(by, matter, PERIOD, said("第一句"), Basis(0, None, "乙"))
    assert again.version == 1
    assert actions.save_draft(by, matter, PERIOD, said("第一句，接着写"), Basis(0, None, "甲")).version == 2


def test_a_row_changed_by_another_comes_back_with_both_versions(county, matters):
    client = client_of("reporter-金溪镇")
    address = reverse("matters:save_night", args=[matters[0].uuid])
    first = {"period": PERIOD, "version": 0, "writer": "甲", "fields": {"words": "甲写的。"}}
    assert client.post(address, json.dumps(first), "application/json").json()["version"] == 1
    second = first | {"writer": "乙", "fields": {"words": "乙写的。"}}
    answer = client.post(address, json.dumps(second), "application/json")
    assert (answer.status_code, answer.json()["theirs"]["fields"]["words"]) == (409, "甲写的。")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("无变化，因为：方案未批", "方案未批"),
        ("没有变化，因为等批复", "等批复"),
        ("无变化", ""),
        ("变化不大，已进场", None),
    ],
)
def test_no_change_because_counts_as_an_answer_and_without_a_reason_it_does_not(words, reason):
    assert said(words).no_change == reason
    assert said(words).answered is (reason != "")


def test_all_is_sent_at_once_and_waits_for_the_head_and_sending_twice_is_one_report(county, matters):
    by, client = reporter(county), client_of("reporter-金溪镇")
    node = page(county).rows[0].nodes[0].node
    first = actions.save_draft(
        by, matters[0].uuid, PERIOD, Entered("开工了。", {"m1": "１２．５"}, (str(node.uuid),)), Basis()
    )
    second = actions.save_draft(by, matters[1].uuid, PERIOD, said("无变化，因为等批复"), Basis())
    third = actions.save_draft(by, matters[2].uuid, PERIOD, said("进场。"), Basis())
    answer = send(client, county, first, second, third)
    assert answer.json()["filed"] == 3
    assert "等主要负责人 金一把审签" in answer.json()["said"]
    assert send(client, county, first, second, third).json() | {"said": ""} == {"filed": 0, "already": 3, "said": ""}
    assert Report.rows.count() == 3
    assert {one.uuid for one in Report.rows.all()} == {first.report, second.report, third.report}
    assert Report.rows.get(uuid=second.report).no_change == "等批复"
    assert ReportQuantity.rows.get().value == Decimal("12.5")
    assert ReportNode.rows.get().node == node.uuid
    assert Pending.rows.filter(about="report").count() == 3
    assert page(county).filed == 3
    assert rebuild(check=True) == []


def test_what_is_not_filled_is_listed_before_only_the_answered_ones_are_sent(county, matters):
    draft = actions.save_draft(reporter(county), matters[0].uuid, PERIOD, said("进场。"), Basis())
    refused = send(client_of("reporter-金溪镇"), county, draft)
    assert refused.status_code == 422
    assert "还有 2 项没填" in refused.json()["errors"][0]["problem"]
    assert not Report.rows.exists()
    assert send(client_of("reporter-金溪镇"), county, draft, partial="1").json()["filed"] == 1


def test_a_fault_stands_at_its_row_and_nothing_is_filed(county, matters):
    by = reporter(county)
    good = actions.save_draft(by, matters[0].uuid, PERIOD, said("进场。"), Basis())
    bad = actions.save_draft(by, matters[1].uuid, PERIOD, said("进场。", m1="十二"), Basis())
    answer = send(client_of("reporter-金溪镇"), county, good, bad, partial="1")
    assert answer.status_code == 422
    assert [one["row"] for one in answer.json()["errors"]] == [str(matters[1].uuid)]
    assert not Report.rows.exists()


def test_the_limit_of_the_sentence_is_the_countys(county, matters):
    change_setting(county.by("admin", at=date(2026, 3, 2)), "report_words", 10, date(2026, 3, 2))
    draft = actions.save_draft(reporter(county), matters[0].uuid, PERIOD, said("一二三四五六七八九十一"), Basis())
    with pytest.raises(BadInput, match="最多 10 字"):
        actions.send_drafts(reporter(county), {draft.report: draft.version})


def test_what_another_filed_meanwhile_is_not_replaced_unseen(county, matters):
    by = reporter(county)
    draft = actions.save_draft(by, matters[0].uuid, PERIOD, said("我写的。"), Basis())
    filing = world.report(county, matters[0], "金溪镇", EVENING, PERIOD, words="领导报的。")
    with pytest.raises(Conflict):
        actions.send_drafts(by, {draft.report: draft.version})
    row = page(county).rows[0]
    assert row.overtaken
    seen = actions.save_draft(by, matters[0].uuid, PERIOD, said("我写的。"), Basis(row.version, filing.report))
    assert actions.send_drafts(by, {seen.report: seen.version}).filed == 1


def test_a_correction_after_sending_is_a_new_report_based_on_the_first(county, matters):
    by = reporter(county)
    draft = actions.save_draft(by, matters[0].uuid, PERIOD, said("第一稿。"), Basis())
    actions.send_drafts(by, {draft.report: draft.version})
    again = actions.save_draft(by, matters[0].uuid, PERIOD, said("第二稿。"), Basis(1, draft.report))
    assert again.report != draft.report
    actions.send_drafts(by, {again.report: again.version})
    assert Filing.rows.get(newest=True).report == again.report


def test_a_correction_here_keeps_what_was_said_of_co_units_and_the_photos_that_are_not_asked_here(county):
    matter = world.issue_matter(county, others=(("资源局", "co"), ("石桥镇", "co")))
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 3, 20)})
    by, bureau = reporter(county), county.units["资源局"]
    photo = actions.attach(by, "照片.png", b"\x89PNG\r\n1")
    marks = {"undelivered": ((bureau, date(2026, 3, 20)),), "delivered": (county.units["石桥镇"],)}
    first = world.report(county, matter, "金溪镇", EVENING, PERIOD, role="head", evidence=(photo,), **marks)
    again = actions.save_draft(by, matter.uuid, PERIOD, said("第二稿。"), Basis(0, first.report))
    actions.send_drafts(by, {again.report: again.version})
    actions.sign_off(county.by("head", "金溪镇", EVENING), [again.report])
    assert Line.rows.get(matter=matter, unit=bureau).undelivered_since == date(2026, 3, 20)
    assert Line.rows.get(matter=matter, unit=county.units["石桥镇"]).delivered_on == EVENING.date()
    assert ReportEvidence.rows.get(fact=again.report).digest == photo
    assert rebuild(check=True) == []


def test_a_report_sent_back_is_open_again_with_its_words_and_the_reason(county, matters):
    by = reporter(county)
    draft = actions.save_draft(by, matters[0].uuid, PERIOD, said("太短。"), Basis())
    actions.send_drafts(by, {draft.report: draft.version})
    actions.sign_off(county.by("head", "金溪镇", EVENING), [draft.report], reason="写明做成了什么")
    row = page(county).rows[0]
    assert (row.state, row.sent_back, row.entered.words) == ("empty", "写明做成了什么", "太短。")


def test_the_desk_has_one_line_for_all_of_them_and_says_what_is_written_but_not_sent(county, matters):
    def line():
        return [(one.title, one.sentence, one.url) for one in waiting_for(reporter(county)) if one.group == "填报"]

    address = reverse("matters:night") + f"?unit={county.units['金溪镇']}"
    assert line() == [("2026年3月 3 项待填报", "3月30日 24:00 截止", address)]
    actions.save_draft(reporter(county), matters[0].uuid, PERIOD, said("进场。"), Basis())
    assert line()[0][1].startswith("已填 1 项还没有报送")


def test_the_office_enters_for_a_unit_with_its_paper_and_needs_no_second_signature(county, matters):
    clerk, by = client_of("clerk"), county.by("clerk", at=EVENING)
    draft = actions.save_draft(by, matters[0].uuid, PERIOD, said("电话里说进场了。"), Basis())
    refused = send(clerk, county, draft, partial="1")
    assert "没有附单位交来的表或照片" in refused.json()["errors"][0]["problem"]
    paper = SimpleUploadedFile("照片.png", b"\x89PNG\r\n1")
    assert send(clerk, county, draft, partial="1", paper=paper).json()["filed"] == 1
    report = Report.rows.get()
    assert report.on_behalf_of == county.units["金溪镇"]
    assert ReportEvidence.rows.get().fact_id == report.uuid
    assert SignOff.rows.filter(ref=report.uuid, on_behalf_of=county.units["金溪镇"]).exists()
    assert Filing.rows.get().signed_on == date(2026, 3, 27)


def test_the_page_shows_everything_and_sends_the_office_to_choose_a_unit(county, matters):
    shown = client_of("reporter-金溪镇").get(reverse("matters:night")).content.decode()
    assert "第2项" in shown
    assert client_of("clerk").get(reverse("matters:night")).headers["Location"] == reverse("intake:returned_sheets")
    found = client_of("reporter-金溪镇").get(reverse("matters:night") + "?format=json").json()
    assert (found["total"], found["empty"]) == (3, 3)


def test_what_was_begun_here_stands_in_the_full_form_and_filed_there_it_is_done_here_too(county, matters):
    draft = actions.save_draft(reporter(county), matters[0].uuid, PERIOD, said("卡在用地。", m1="7"), Basis())
    client, address = client_of("reporter-金溪镇"), [matters[0].uuid]
    form = client.get(reverse("matters:report", args=address)).content.decode()
    assert str(draft.report) in form
    assert "卡在用地。" in form
    assert 'value="7"' in form
    fields = {"uuid": str(draft.report), "period": PERIOD, "words": "卡在用地，已提请。"}
    client.post(reverse("matters:file_report", args=address), fields)
    row = page(county).rows[0]
    assert (row.state, row.entered.words) == ("filed", "卡在用地，已提请。")
    seen = Basis(1, draft.report)
    again = actions.save_draft(reporter(county), matters[0].uuid, PERIOD, said("卡在用地。", m1="7"), seen)
    assert (again.filed, again.report == draft.report) == (False, False)


def test_a_report_sent_back_stands_in_the_full_form_with_the_reason_and_its_files(county, matters):
    client, by, matter = client_of("reporter-金溪镇"), reporter(county), matters[0]
    node, photo = page(county).rows[0].nodes[0].node, actions.attach(by, "工地.png", b"\x89PNG\r\n1")
    fields = {"words": "太短。", "nodes": (node.uuid,), "quantities": (("m1", Decimal("7.5")),), "evidence": (photo,)}
    first = world.report(county, matter, "金溪镇", EVENING, PERIOD, role="reporter", **fields)
    actions.sign_off(county.by("head", "金溪镇", EVENING), [first.report], reason="写明做成了什么")
    form = client.get(reverse("matters:report", args=[matter.uuid])).content.decode()
    for said_before in (
        "负责人退回：写明做成了什么",
        "太短。",
        'value="7.5"',
        f'value="{node.uuid}" checked',
        "工地.png",
    ):
        assert said_before in form
    assert f'value="{photo}" checked' in form


def test_a_refused_form_keeps_all_that_was_typed_and_the_photo(county, matters):
    client, node = client_of("reporter-金溪镇"), page(county).rows[0].nodes[0].node
    typed = {"period": PERIOD, "words": "卡住了。", "quantity:m1": "12", "nodes": str(node.uuid), "stuck": "用地没批"}
    files = {"files": SimpleUploadedFile("现场.png", b"\x89PNG\r\n2")}
    refused = client.post(reverse("matters:file_report", args=[matters[0].uuid]), typed | files)
    assert refused.status_code == 422
    form = refused.content.decode()
    for kept in ("没有选谁能解决", "卡住了。", 'value="12"', f'value="{node.uuid}" checked', "用地没批", "现场.png"):
        assert kept in form


def test_the_full_form_in_the_offices_hands_says_for_whom(county, matters):
    fields = {"period": PERIOD, "words": "电话里说进场了。"}
    client_of("clerk").post(reverse("matters:file_report", args=[matters[0].uuid]), fields)
    assert Report.rows.get().on_behalf_of == county.units["金溪镇"]
    shown = client_of("clerk").get(reverse("matters:page", args=[matters[0].uuid])).content.decode()
    assert "督查室 方晓 代 金溪镇" in shown


def test_the_last_evening_is_said_from_the_countys_hour_on(county, matters):
    last = county.by("reporter", "金溪镇", clock.moment(date(2026, 3, 30), 17, 59))
    later = county.by("reporter", "金溪镇", clock.moment(date(2026, 3, 30), 18))
    said_at = [next(one.sentence for one in waiting_for(by) if one.group == "填报") for by in (last, later)]
    assert said_at == ["3月30日 24:00 截止", "今晚截止：3月30日 24:00 截止"]


def test_a_quarterly_programmes_matter_stands_on_the_page_of_its_quarters_month_alone(county, matters):
    admin = county.by("admin", at=date(2026, 3, 2))
    quarterly = {"cycle": "quarter", "cutoff_day": 30}
    actions.set_programmes(admin, [actions.NewProgramme("creations", "十大创建", quarterly)], date(2026, 3, 2))
    unit = county.units["金溪镇"]
    decided = actions.Decided("卫生县城创建", unit, "task", due=date(2026, 12, 31), programme="creations")
    matter = actions.issue(county.by("clerk", at=date(2026, 3, 2)), [decided])[0]
    lines = Line.rows.filter(matter=matter).values_list("uuid", flat=True)
    actions.claim(county.by("head", "金溪镇", date(2026, 3, 3)), list(lines))
    row = next(row for row in page(county).rows if row.matter.uuid == matter)
    assert str(row.period) == "2026Q1"
    draft = actions.save_draft(reporter(county), matter, "2026Q1", said("迎检资料齐了。"), Basis())
    assert actions.send_drafts(reporter(county), {draft.report: draft.version}).filed == 1
    april = night(county.by("reporter", "金溪镇", date(2026, 4, 10)), unit)
    assert matter not in {row.matter.uuid for row in april.rows}


def test_what_was_written_and_forgotten_is_not_lost_with_its_period(county, matters):
    actions.save_draft(reporter(county), matters[0].uuid, PERIOD, said("写了没有报。"), Basis())
    april = county.by("reporter", "金溪镇", date(2026, 4, 2))
    line = next(one for one in waiting_for(april) if "没有报" in one.title)
    assert (line.title, line.urgent_on) == ("2026年3月 3 项没有报", date(2026, 3, 30))
    assert line.sentence == "其中 1 项填了没有报送；已过截止，现在报算逾期"
    assert line.url.endswith("&period=2026-03")
    draft = ReportDraft.rows.get()
    actions.send_drafts(april, {draft.report: draft.version})
    assert Report.rows.get().late
    line = next(one for one in waiting_for(april) if "没有报" in one.title)
    assert (line.title, line.sentence) == ("2026年3月 2 项没有报", "已过截止，现在报算逾期")
