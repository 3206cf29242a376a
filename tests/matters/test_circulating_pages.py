"""The pages of a draft on its way: a unit's own rows, the office's list, the leader's phone."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import circulating as story
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.matters import actions, queries
from luoshi.matters.models import Answer, Circulating, Commented, Confirmation, DraftRow, Pending, UnitAsked
from luoshi.org.models import Account


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


@pytest.fixture(autouse=True)
def _on_tuesday():
    with clock.at(clock.moment(story.TUESDAY)):
        yield


@told_once
def out(county):
    return story.out_for_comment(county)


def desk(client: Client) -> list[str]:
    return [one["sentence"] for one in client.get("/desk?format=json").json()["waiting"] if one["group"] == "征求意见"]


def test_nothing_reaches_a_unit_before_the_chief_has_let_it_go(county):
    circulation = actions.circulate(county.by("clerk", at=story.MONDAY), story.draft(county))
    reporter = signed_in("reporter-金溪镇")
    assert reporter.get(f"/circulations/{circulation}/comments").status_code == 404
    assert desk(reporter) == []
    assert desk(signed_in("chief")) == ["草稿等您审核，审核后发出"]
    with clock.at(clock.moment(story.MONDAY)):
        signed_in("chief").post(f"/circulations/{circulation}/steps", {"do": "approve"})
    assert reporter.get(f"/circulations/{circulation}/comments").status_code == 200


def test_a_unit_sees_its_own_rows_alone_with_their_words(county, out):
    reporter = signed_in("reporter-金溪镇")
    assert desk(reporter) == ["1 项征求意见，3月4日前反馈；不反馈视为无意见"]
    page = reporter.get(f"/circulations/{out}/comments").content.decode()
    assert "金溪镇负责建成暂存库。" in page
    listed = reporter.get(f"/circulations/{out}/comments?format=json").json()
    assert [(row["title"], row["role"]) for row in listed["rows"]] == [("建成暂存库", "lead")]
    for other in ("城西污水管网建设", "谋划储备项目"):
        assert other not in page
        assert other not in str(listed)
    for foreign in (f"?unit={county.units['住建局']}", f"?unit={county.units['住建局']}&format=json"):
        assert reporter.get(f"/circulations/{out}/comments{foreign}").status_code == 404
    for address in (f"/circulations/{out}", f"/circulations/{out}/confirmations", f"/circulations/{out}/table"):
        assert reporter.get(address).status_code == 404
    assert signed_in("head-石桥镇").get(f"/circulations/{out}/comments").status_code == 404


def test_another_units_comment_on_the_same_row_is_not_shown(county, out):
    story.say(county, "金溪镇", "建成暂存库", "用地手续没有办", due=story.date(2026, 8, 31))
    page = signed_in("head-资源局").get(f"/circulations/{out}/comments").content.decode()
    assert "建成暂存库" in page
    assert "用地手续没有办" not in page


def test_a_reporter_writes_on_the_page_and_the_head_signs_what_she_reads(county, out):
    reporter, row = signed_in("reporter-金溪镇"), story.item("建成").uuid
    fields = {f"title:{row}": "建成暂存库", f"unit:{row}": "资源局", f"due:{row}": "2026-08-31", f"reason:{row}": ""}
    wrong = reporter.post(f"/circulations/{out}/comments", fields)
    assert wrong.status_code == 422
    assert 'value="2026-08-31"' in wrong.content.decode()
    assert "没有写理由" in wrong.content.decode()
    unknown = fields | {f"unit:{row}": "自然局", f"reason:{row}": "职责不符"}
    assert "不在单位名册里" in reporter.post(f"/circulations/{out}/comments", unknown).content.decode()
    told = reporter.post(f"/circulations/{out}/comments", fields | {f"reason:{row}": "用地在资源局"}, follow=True)
    assert "等负责人审签后报出" in told.content.decode()
    assert desk(reporter) == []
    head = signed_in("head-金溪镇")
    page = head.get("/sign").content.decode()
    assert "用地在资源局" in page
    assert "牵头 → 资源局；时限 → 2026年8月31日" in page
    assert f"/circulations/{out}/comments" in page
    head.post("/sign", {"ref": str(Pending.rows.get().ref), "do": "sign"})
    comment = Commented.rows.get()
    assert comment.changes == {"unit": str(county.units["资源局"]), "due": "2026-08-31"}


def test_of_several_rows_only_the_one_with_a_fault_opens_and_says_it(county, out):
    reporter = signed_in("reporter-资源局")
    rows = [story.item(title).uuid for title in ("建成", "城西")]
    page = reporter.get(f"/circulations/{out}/comments").content.decode()
    assert page.count("<details") == 2
    assert "<details open" not in page
    fields = {f"unit:{rows[0]}": "自然局", f"reason:{rows[0]}": "职责不符", f"reason:{rows[1]}": "汛期不能开挖"}
    fields |= {f"{column}:{rows[1]}": value for column, value in (("title", "城西污水管网建设"), ("unit", "住建局"))}
    wrong = reporter.post(f"/circulations/{out}/comments", fields).content.decode()
    assert wrong.count("<details open") == 1
    assert wrong.index("不在单位名册里") > wrong.index("<details open")
    assert "汛期不能开挖" in wrong


def test_comments_are_a_group_of_their_own_on_the_heads_list_and_come_back_with_a_tap(county, out):
    story.say(county, "资源局", "建成暂存库", "用地没有批", role="reporter", due=story.date(2026, 8, 31))
    ref, unit, head = Pending.rows.get().ref, county.units["资源局"], signed_in("head-资源局")
    page = head.get("/sign").content.decode()
    assert "<h2>征求意见反馈" in page
    assert f'href="/circulations/{out}/comments?unit={unit}"' in page
    assert head.get(f"/circulations/{out}/comments?unit={unit}").status_code == 200
    listed = head.get("/sign?format=json").json()["waiting"]
    assert [(one["about"], one["matter"], one["circulation"]) for one in listed] == [("comment", None, str(out))]
    assert listed[0]["words"] == ["“建成暂存库”：用地没有批；时限 → 2026年8月31日"]
    head.post("/sign", {"ref": ref, "do": "back", "chip": "先同牵头单位商量"})
    assert not Pending.rows.exists()
    assert UnitAsked.rows.get(unit=unit).sent_back == "先同牵头单位商量"
    assert desk(signed_in("reporter-资源局")) == ["负责人退回修改：先同牵头单位商量"]


def test_comments_that_wait_for_the_head_are_on_the_list_of_what_is_not_signed(county, out):
    story.say(county, "住建局", "城西污水", "汛期不能开挖", role="reporter")
    unit = county.units["住建局"]
    for username in ("clerk", "head-住建局"):
        client = signed_in(username)
        item = client.get("/w/sign?format=json").json()["undone"][0]["items"][0]
        assert item == {
            "matter": None,
            "title": "在三级干部会上的讲话",
            "what": "征求意见反馈",
            "until": "2026-03-04",
        }
        address = f"/circulations/{out}/comments?unit={unit}"
        assert address in client.get("/w/sign").content.decode()
        assert client.get(address).status_code == 200
    assert signed_in("county_head").get("/w/sign?format=json").json()["total"] == 0
    assert signed_in("head-金溪镇").get("/w/sign?format=json").json()["total"] == 0


def test_one_tap_says_there_is_no_objection(county, out):
    signed_in("head-发改局").post(f"/circulations/{out}/comments", {"do": "agree"})
    assert UnitAsked.rows.get(unit=county.units["发改局"]).answered_on == story.TUESDAY
    empty = signed_in("head-住建局").post(f"/circulations/{out}/comments", {"do": "send"})
    assert "全部无意见" in empty.content.decode()
    assert empty.status_code == 422


def test_the_office_sees_who_lacks_and_decides_on_one_page(county, out):
    story.quarrelled_in(county)
    clerk = signed_in("clerk")
    listed = clerk.get(f"/circulations/{out}?format=json").json()
    assert {one["unit"]: one["state"] for one in listed["units"]} == {
        "金溪镇": "answered",
        "住建局": "answered",
        "发改局": "answered",
        "资源局": "none",
    }
    page = clerk.get(f"/circulations/{out}").content.decode()
    assert "汛期不能开挖" in page
    quarrel, later = (Commented.rows.get(unit=county.units[unit]).uuid for unit in ("金溪镇", "住建局"))
    reason = clerk.post(f"/circulations/{out}/opinions", {f"opinion:{quarrel}": "rejected"})
    assert reason.status_code == 422
    fields = {
        f"opinion:{later}": "partly",
        f"reason:{later}": "汛期前完成一半",
        f"due:{later}": "2026-10-31",
        f"opinion:{quarrel}": "referred",
    }
    clerk.post(f"/circulations/{out}/opinions", fields)
    assert story.item("城西").due == story.date(2026, 10, 31)
    assert desk(clerk) == ["1 件牵头争议等领导定"]


def test_adopting_the_rest_leaves_quarrels_over_the_lead_alone(county, out):
    story.quarrelled_in(county)
    signed_in("clerk").post(f"/circulations/{out}/opinions", {"do": "adopt_rest"})
    assert {one.opinion for one in Commented.rows.filter(unit=county.units["金溪镇"])} == {""}
    assert story.item("城西").due == story.date(2026, 11, 30)


def test_a_leader_settles_the_quarrel_and_confirms_her_part_with_one_tap(county, out):
    story.quarrelled_in(county)
    quarrel = Commented.rows.get(unit=county.units["金溪镇"]).uuid
    clerk, vice_head = signed_in("clerk"), signed_in("vice_head")
    clerk.post(f"/circulations/{out}/opinions", {f"opinion:{quarrel}": "referred", "do": "adopt_rest"})
    assert desk(vice_head) == ["1 件牵头争议等您定"]
    page = vice_head.get(f"/circulations/{out}/confirmations").content.decode()
    assert "仍由金溪镇牵头" in page
    assert "由资源局牵头" in page
    vice_head.post(f"/quarrels/{quarrel}", {"unit": str(county.units["金溪镇"]), "reason": "镇上主责"})
    assert Commented.rows.get(uuid=quarrel).opinion == "rejected"
    story.agree(county, "资源局")
    clerk.post(f"/circulations/{out}/steps", {"do": "close"})
    assert desk(vice_head) == ["2 项分管任务等您确认"]
    page = vice_head.get(f"/circulations/{out}/confirmations").content.decode()
    assert "谋划储备项目" not in page
    vice_head.post(f"/circulations/{out}/confirmations")
    assert Circulating.rows.get().step == "county_head"


def test_the_pages_cost_a_fixed_number_of_selects(county, out):
    story.quarrelled_in(county)
    for username, address in (
        ("clerk", f"/circulations/{out}"),
        ("head-住建局", f"/circulations/{out}/comments"),
        ("clerk", "/desk"),
        ("head-资源局", "/desk"),
        ("vice_head", "/desk"),
    ):
        client = signed_in(username)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(address).status_code == 200
        assert len(seen) <= 15, (username, address, len(seen))


def test_a_return_shows_the_day_by_which_it_is_ruled_on(county):
    from tests import world

    matter = world.issue_matter(county, "金溪镇", on=story.MONDAY)
    actions.return_line(county.by("head", "金溪镇", story.TUESDAY), world.lead(matter).uuid, "不归我们")
    waiting = [one for one in queries.waiting_for(county.by("clerk", at=story.TUESDAY)) if one.do == "裁定"]
    assert [(one.urgent_on, "应于 3月5日 前裁定" in one.sentence) for one in waiting] == [(story.THURSDAY, True)]


def test_everybody_finds_again_the_drafts_they_had_a_part_in(county, out):
    for user, page in (("clerk", ""), ("reporter-金溪镇", "/comments"), ("head-石桥镇", None), ("vice_head", None)):
        client = signed_in(user)
        listed = client.get("/circulations?format=json").json()
        assert [one["url"] for one in listed["circulations"]] == (
            [] if page is None else [f"/circulations/{out}{page}"]
        )
        assert client.get("/circulations").status_code == 200
        assert ("/circulations" in client.get("/matters").content.decode()) is (page is not None)
    story.agree(county, "金溪镇")
    assert signed_in("reporter-金溪镇").get(f"/circulations/{out}/comments").status_code == 200


def test_the_office_is_told_of_a_co_unit_that_stands_for_none_and_sees_the_goals(county):
    document = story.draft(county)
    row = DraftRow.rows.get(document=document, title="建成暂存库")
    row.others = [*row.others, {"unit": "", "words": "城西街道", "role": "co"}]
    row.save()
    circulation = actions.circulate(county.by("clerk", at=story.MONDAY), document)
    page = signed_in("chief").get(f"/circulations/{circulation}").content.decode()
    assert "“城西街道”在名册里对不上单位" in page
    assert "目标 项目 ≥ 20 个" in page


def test_the_office_enters_a_units_comments_with_its_paper_and_the_page_says_so(county, out):
    clerk, row = signed_in("clerk"), story.item("建成").uuid
    address = f"/circulations/{out}/comments?unit={county.units['金溪镇']}"
    assert "单位报来的材料" in clerk.get(address).content.decode()
    paper = SimpleUploadedFile("反馈.jpg", b"\xff\xd8\xff its own words")
    clerk.post(address, {"do": "send", f"reason:{row}": "库址要先定", "paper": paper})
    fact = Answer.rows.get(how="signed")
    assert (fact.by, fact.on_behalf_of) == (county.by("clerk").official, county.units["金溪镇"])
    page = clerk.get(f"/circulations/{out}").content.decode()
    assert "督查室 方晓 代 金溪镇" in page
    assert f"/evidence/{fact.paper}" in page
    town = signed_in("head-金溪镇")
    assert "督查室 方晓 代 金溪镇" in town.get(address).content.decode()
    assert town.get(f"/evidence/{fact.paper}").status_code == 200
    assert signed_in("head-住建局").get(f"/evidence/{fact.paper}").status_code == 404


def test_the_office_enters_a_leaders_word_with_what_it_rests_on(county, out):
    story.quarrelled_in(county)
    clerk, leader = signed_in("clerk"), county.post("vice_head")
    quarrel = Commented.rows.get(unit=county.units["金溪镇"]).uuid
    clerk.post(f"/circulations/{out}/opinions", {f"opinion:{quarrel}": "referred", "do": "adopt_rest"})
    page = f"/circulations/{out}/confirmations?post={leader}"
    assert page in clerk.get(f"/circulations/{out}").content.decode()
    unit = str(county.units["金溪镇"])
    bare = clerk.post(f"/quarrels/{quarrel}", {"unit": unit, "circulation": str(out), "post": str(leader)})
    assert (bare.status_code, "没有写依据" in bare.content.decode()) == (422, True)
    assert "仍由金溪镇牵头" in bare.content.decode(), "the form stands there still"
    sheet = SimpleUploadedFile("批件.jpg", b"\xff\xd8\xff its")
    typed = {"reason": "字" * 301, "circulation": str(out), "post": str(leader)}
    wrong = clerk.post(f"/quarrels/{quarrel}", {"unit": unit, "paper": sheet, **typed}).content.decode()
    assert wrong.count("已收 1 件") == 1, "beside the form that was sent, and no other"
    clerk.post(f"/quarrels/{quarrel}", {"unit": unit, "reason": "3月3日电话：镇上主责"})
    assert "督查室 方晓 代 副县长 周明" in clerk.get(f"/circulations/{out}").content.decode()
    actions.send_comments(county.by("clerk", at=story.TUESDAY), out, county.units["资源局"], [])
    clerk.post(f"/circulations/{out}/steps", {"do": "close"})
    bare = clerk.post(page, {})
    assert (bare.status_code, "没有写依据" in bare.content.decode()) == (422, True)
    clerk.post(page, {"paper": SimpleUploadedFile("批件.jpg", b"\xff\xd8\xff yes")})
    assert {(one.on_behalf_of, bool(one.paper)) for one in Confirmation.rows.all()} == {(leader, True)}
    assert Circulating.rows.get().step == "county_head"
    assert "督查室 方晓 代 副县长 周明" in clerk.get(f"/circulations/{out}").content.decode()
    assert signed_in("assessment").get(page).status_code == 404


def test_who_has_not_answered_a_draft_is_on_the_list_with_a_text_for_the_work_group(county, out):
    story.agree(county, "发改局")
    clerk = signed_in("clerk")
    assert "/w/comment" in clerk.get(f"/circulations/{out}").content.decode()
    listed = clerk.get("/w/comment?format=json").json()
    assert {one["unit"] for one in listed["undone"]} == {"金溪镇", "资源局", "住建局"}
    assert "金溪镇 1 项（3月4日前）：在三级干部会上的讲话" in listed["text"]
    assert signed_in("head-金溪镇").get("/w/comment?format=json").json()["total"] == 1
    assert signed_in("vice_head").get("/w/comment?format=json").json()["total"] == 0
