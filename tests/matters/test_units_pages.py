"""What a unit's people meet on the page of a matter: mistakes beside the field, what came back, their own part."""

from datetime import date

import pytest
from tests import world
from tests.matters.story import DAY, WHO, signed_in
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Claim, Filing, Pending, Return, SentBack
from luoshi.rounds.rebuild import rebuild


@told_once
def county():
    return world.found_county(binding=True)


@pytest.fixture(autouse=True)
def _on_that_day():
    with clock.at(clock.moment(DAY, 10)):
        yield


def page_of(client, matter) -> str:
    return client.get(f"/matters/{matter.uuid}").content.decode()


def test_a_form_that_fails_stays_on_the_page_with_what_was_typed_and_the_fault_beside_the_field(county):
    matter = world.issue_matter(county)
    client, line = signed_in("reporter-金溪镇"), world.lead(matter).uuid
    answer = client.post(f"/lines/{line}/claim", {**WHO, "contact": "王芳"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="农业办"' in page
    assert "没有写经办人和电话" in page
    assert "没有写四季度目标" in page
    assert not Claim.rows.exists()
    told = client.post(f"/lines/{line}/return", {"reason": "", "proposed_unit": str(county.units["资源局"])})
    assert "没有写退回的理由" in told.content.decode()
    assert f'value="{county.units["资源局"]}" selected' in told.content.decode()
    as_data = client.post(f"/lines/{line}/claim?format=json", {"contact": "王芳"})
    assert as_data.json()["errors"]


def test_an_extension_that_is_none_and_a_blocker_without_holder_are_said_in_their_forms(county):
    matter = world.issue_matter(county)
    client = signed_in("head-金溪镇")
    actions.claim(county.by("clerk", at=DAY), [world.lead(matter).uuid], actions.ClaimWords(**WHO, goals=_goals()))
    asked = {"asks": "extension", "new_due": "2026-12-31", "reason": "雨季"}
    page = client.post(f"/matters/{matter.uuid}/requests", asked).content.decode()
    assert "2026-12-31 不晚于现定时限 2026-12-31" in page
    assert ">雨季</textarea>" in page
    stuck = client.post(f"/matters/{matter.uuid}/blockers", {"title": "15.2 亩用地", "blocker_kind": "land"})
    assert "没有选谁能解决" in stuck.content.decode()
    assert 'value="15.2 亩用地"' in stuck.content.decode()


def test_an_answer_to_a_blocker_without_a_day_is_said_where_it_was_asked(county):
    matter = world.issue_matter(county)
    actions.claim(county.by("clerk", at=DAY), [world.lead(matter).uuid], actions.ClaimWords(**WHO, goals=_goals()))
    head, holder = county.by("head", "金溪镇", DAY), signed_in("head-资源局")
    blocker = actions.raise_blocker(head, matter.uuid, "land", "15.2 亩用地", county.units["资源局"])
    answer = holder.post(f"/blockers/{blocker}/move", {"move": "answer", "words": "在报批"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有写哪天解决" in page
    assert 'value="在报批"' in page


def _goals():
    return tuple((f"2026Q{quarter}", "做到", 300 * quarter) for quarter in range(1, 5))


def test_what_a_claim_said_is_there_again_when_the_head_sends_it_back(county):
    matter = world.issue_matter(county)
    typed = WHO | {f"value:{world.lead(matter).uuid}:2026Q{n}": str(300 * n) for n in range(1, 5)}
    reporter, head = signed_in("reporter-金溪镇"), signed_in("head-金溪镇")
    reporter.post(f"/lines/{world.lead(matter).uuid}/claim", typed)
    assert "等负责人审签" in page_of(reporter, matter)
    refused = head.post("/sign", {"ref": str(Pending.rows.get().ref), "do": "back"})
    assert "没有写退回修改的理由" in refused.content.decode()
    assert "木耳菌包暂存库建设" in refused.content.decode(), "the list is still there"
    head.post("/sign", {"ref": str(Pending.rows.get().ref), "do": "back", "reason": "写分管的"})
    page = page_of(reporter, matter)
    for kept in ("写分管的", 'value="农业办"', 'value="王芳 0910-5550123"', 'value="1200"'):
        assert kept in page


def test_a_co_unit_confirms_its_part_in_its_own_words_and_is_told_why_it_has_a_light(county):
    matter = world.issue_matter(county, others=(("资源局", "co"),))
    reporter, head = signed_in("reporter-资源局"), signed_in("head-资源局")
    assert "3月5日前不确认，视为确认" in page_of(reporter, matter)
    line = matter.lines.get(role="co")
    assert "已确认配合" in reporter.post(f"/lines/{line.uuid}/claim", {}, follow=True).content.decode()
    assert "确认本单位配合的部分" in head.get("/sign").content.decode()
    head.post("/sign", {"ref": str(Pending.rows.get().ref), "do": "sign"})
    actions.claim(county.by("clerk", at=DAY), [world.lead(matter).uuid], actions.ClaimWords(**WHO, goals=_goals()))
    world.report(county, matter, "金溪镇", DAY, "2026-03", undelivered=((county.units["资源局"], DAY),))
    assert "请金溪镇在填报里改为已交付" in page_of(head, matter)
    assert "请金溪镇在填报里改为已交付" not in page_of(signed_in("head-金溪镇"), matter)


def test_a_refused_return_says_why_and_the_line_is_not_sent_back_twice(county):
    matter = world.issue_matter(county)
    head, clerk = signed_in("head-金溪镇"), signed_in("clerk")
    sent = {"reason": "不归我们", "proposed_unit": str(county.units["资源局"])}
    head.post(f"/lines/{world.lead(matter).uuid}/return", sent)
    assert "建议由 资源局 办" in page_of(clerk, matter)
    address = f"/rulings/{Return.rows.get().uuid}"
    assert "不同意退回要写理由" in clerk.post(address, {"about": "return", "granted": "no"}).content.decode()
    clerk.post(address, {"about": "return", "granted": "no", "reason": "按职责由镇上办"})
    assert "督查室不同意退回：按职责由镇上办" in head.get("/desk").content.decode()
    assert "按职责由镇上办" in page_of(head, matter)
    again = head.post(f"/lines/{world.lead(matter).uuid}/return", sent)
    assert "已经裁定仍由本单位办" in again.content.decode()
    actions.claim(
        county.by("head", "金溪镇", DAY), [world.lead(matter).uuid], actions.ClaimWords(**WHO, goals=_goals())
    )
    assert not SentBack.rows.exists()
    assert rebuild(check=True) == []


def test_a_report_whose_matter_ended_meanwhile_can_still_be_signed_or_dropped(county):
    matter = world.issue_matter(county)
    actions.claim(county.by("clerk", at=DAY), [world.lead(matter).uuid], actions.ClaimWords(**WHO, goals=_goals()))
    world.report(county, matter, "金溪镇", DAY, "2026-03", role="reporter")
    actions.end_matter(county.by("clerk", at=DAY), [matter.uuid], "withdrawn", "周县长3月3日批")
    head = signed_in("head-金溪镇")
    page = head.get("/sign").content.decode()
    assert "事项 3月3日已撤销，审签后仍计入这一期" in page
    ref = str(Pending.rows.get().ref)
    told = head.post("/sign", {"ref": ref, "do": "back", "reason": "不用报了"}, follow=True).content.decode()
    assert "事项已经了结，不用重报" in told
    assert not Pending.rows.exists()
    assert Filing.rows.get().sent_back == "不用报了"


def test_only_units_that_owe_are_called_for_a_plan_or_a_report(county):
    instruction = world.issue_matter(county, kind="instruction", title="批示件")
    actions.claim(county.by("clerk", at=DAY), [world.lead(instruction).uuid], actions.ClaimWords(**WHO))
    routine = world.issue_matter(county, title="转常态的", target=None)
    words = actions.ClaimWords(**WHO, goals=_goals())
    actions.claim(county.by("clerk", at=DAY), [world.lead(routine).uuid], words)
    actions.end_matter(county.by("clerk", at=DAY), [routine.uuid], "postponed", "周县长批", day=date(2026, 6, 1))
    clerk = signed_in("clerk")
    assert clerk.get("/w/plan?format=json").json()["total"] == 0
    assert [one["title"] for unit in clerk.get("/w/report?format=json").json()["undone"] for one in unit["items"]] == [
        "批示件"
    ]


def test_a_units_own_list_leads_to_where_it_is_done_and_has_no_text_for_the_group(county):
    world.issue_matter(county)
    page = signed_in("reporter-金溪镇").get("/w/claim").content.decode()
    assert f'href="/claim?unit={county.units["金溪镇"]}">去认领</a>' in page
    assert "复制催办文字" not in page
    assert "复制催办文字" in signed_in("clerk").get("/w/claim").content.decode()


def test_a_report_filed_again_keeps_what_it_came_back_with_and_that_the_first_was_in_time(county):
    matter = world.issue_matter(county)
    actions.claim(county.by("clerk", at=DAY), [world.lead(matter).uuid], actions.ClaimWords(**WHO, goals=_goals()))
    first = world.report(county, matter, "金溪镇", date(2026, 3, 27), "2026-03", words="基础完成。")
    clerk = signed_in("clerk")
    with clock.at(clock.moment(date(2026, 3, 31), 9)):
        refused = clerk.post("/verify", {"report": str(first.report), "verdict": "returned"})
        assert refused.status_code == 422
        assert f'value="{first.report}" checked' in refused.content.decode()
        clerk.post("/verify", {"report": str(first.report), "verdict": "returned", "reason": "没有数"})
    reporter = signed_in("reporter-金溪镇")
    with clock.at(clock.moment(date(2026, 4, 1), 9)):
        form = reporter.get(f"/matters/{matter.uuid}/report?period=2026-03").content.decode()
        assert "督查室退回：没有数" in form
        assert "基础完成。" in form
        reporter.post(f"/matters/{matter.uuid}/reports", {"period": "2026-03", "words": "基础完成1200平方米。"})
        page = page_of(reporter, matter)
    assert "重报，首报按时" in page
    assert "已被新的填报替代 · 督查室退回：没有数" in page
