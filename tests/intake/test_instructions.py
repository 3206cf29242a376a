"""Quick entry: a photo or a paste becomes a matter with a number and a clock in one go."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.intake.conftest import signed_in

from luoshi.core.timing.workdays import Workdays
from luoshi.facts.models import Blob
from luoshi.intake.instructions import limit_in, suggest, title_of
from luoshi.intake.names import names_of
from luoshi.matters.models import Line, Matter, MatterPaper, MatterRevision
from luoshi.org.actions import NewPost, appoint, give_mandate

JPEG = b"\xff\xd8\xff\xe0photo"
WORDS = "请住建局牵头，资源局配合，抓紧整治城西积水点，5日内报我。"


def enter(client, county, **changed):
    fields = {"words": WORDS, "leader": str(county.post("vice_head")), "unit": "住建", "others": "资源局", "limit": "5"}
    return client.post("/instructions/new", fields | changed)


def test_the_words_the_leader_and_one_press_make_a_matter(clerk, county):
    photo = SimpleUploadedFile("批示.jpg", JPEG)
    answer = enter(clerk, county, papers=photo)
    matter = Matter.rows.get()
    assert answer.url == f"/matters/{matter.uuid}?recorded"
    assert (matter.number, matter.title, matter.matter_kind) == ("2026 批 001", "抓紧整治城西积水点", "instruction")
    assert (matter.due, matter.first_due) == (date(2026, 3, 9), date(2026, 3, 9))
    assert (matter.origin_leader, matter.origin_words) == (county.post("vice_head"), WORDS)
    assert [line.role for line in Line.rows.order_by("place")] == ["lead", "co"]
    assert MatterPaper.rows.get().digest == Blob.rows.get().digest
    page = clerk.get(answer.url).content.decode()
    assert "批 001" in page
    assert "再录一件" in page


def test_the_photo_is_shown_to_those_who_see_the_matter_and_to_no_one_else(clerk, county):
    enter(clerk, county, papers=SimpleUploadedFile("批示.jpg", JPEG))
    digest = MatterPaper.rows.get().digest
    assert f"/evidence/{digest}" in clerk.get(f"/matters/{Matter.rows.get().uuid}").content.decode()
    assert signed_in("reporter-住建局").get(f"/evidence/{digest}").status_code == 200
    assert signed_in("reporter-石桥镇").get(f"/evidence/{digest}").status_code == 404


@pytest.mark.parametrize(("limit", "due"), [("1", (2026, 3, 3)), ("5", (2026, 3, 9)), ("15", (2026, 3, 23))])
def test_the_limit_counts_working_days_from_today(clerk, county, limit, due):
    enter(clerk, county, limit=limit)
    assert Matter.rows.get().due == date(*due)


def test_a_day_typed_outweighs_the_limit(clerk, county):
    enter(clerk, county, due="2026-03-12")
    assert Matter.rows.get().due == date(2026, 3, 12)


def test_what_is_wrong_stands_beside_its_field_and_the_photo_is_not_lost(clerk, county):
    photo = SimpleUploadedFile("批示.jpg", JPEG)
    answer = enter(clerk, county, papers=photo, unit="住建厅", leader="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“住建厅”不在单位名册里" in page
    assert "没有选是哪位领导批的" in page
    digest = Blob.rows.get().digest
    assert f'name="paper" value="{digest}"' in page
    assert not Matter.rows.exists()
    enter(clerk, county, paper=digest)
    assert MatterPaper.rows.get().digest == digest


def test_two_presses_are_one_matter(clerk, county):
    same = "0198c2a4-0000-7000-8000-000000000001"
    assert enter(clerk, county, uuid=same).url == enter(clerk, county, uuid=same).url
    assert Matter.rows.count() == 1


def test_a_marked_paper_is_refused_and_not_kept(clerk, county):
    answer = enter(clerk, county, papers=SimpleUploadedFile("秘密★1年 批示.jpg", JPEG))
    assert answer.status_code == 422
    assert "文件标有密级" in answer.content.decode()
    assert not Blob.rows.exists()
    assert enter(clerk, county, words="机密★\n抓紧办").status_code == 422


def test_a_task_from_above_has_both_days(clerk, county):
    fields = {
        "from": "upper",
        "level": "city",
        "kind": "upper",
        "number": "洛政督〔2026〕3号",
        "words": "开展秸秆禁烧自查",
    }
    answer = clerk.post("/instructions/new", fields | {"upper_due": "2026-03-25", "unit": "金溪镇"})
    matter = Matter.rows.get()
    assert answer.status_code == 302
    assert (matter.upper_due, matter.due) == (date(2026, 3, 25), date(2026, 3, 20))
    assert (matter.origin_level, matter.origin_number, matter.reported) == ("city", "洛政督〔2026〕3号", True)
    page = clerk.get(f"/matters/{matter.uuid}").content.decode()
    assert "上级时限" in page
    assert "登记上报" in page
    missing = clerk.post("/instructions/new", fields | {"unit": "金溪镇"})
    assert "没有写上级时限" in missing.content.decode()


def test_the_units_in_the_words_are_suggested(clerk, county):
    names = names_of(date(2026, 3, 2))
    found = suggest(WORDS, names)
    assert (found.lead, found.others) == (county.units["住建局"], (county.units["资源局"],))
    assert suggest("转县国土局阅处", names).lead == county.units["资源局"]
    assert suggest("请抓紧", names).lead is None
    answer = clerk.get("/instructions/suggested", {"words": WORDS}).json()
    assert answer == {"lead": "住建局", "others": "资源局", "due": "2026-03-07", "due_words": "5日内", "known": []}


@pytest.mark.parametrize(
    ("words", "said", "day"),
    [
        ("请住建局三日内报结果", "三日内", date(2026, 3, 5)),
        ("一周内拿出方案", "一周内", date(2026, 3, 9)),
        ("务必本月底前办结", "本月底前", date(2026, 3, 31)),
        ("5个工作日内回复群众", "5个工作日内", date(2026, 3, 9)),
        ("24小时内报我", "24小时内", date(2026, 3, 3)),
        ("今天下班前报我", "今天下班前", date(2026, 3, 2)),
        ("明天上午前拿出意见", "明天上午前", date(2026, 3, 3)),
        ("3月20日前完成，6月底前销号", "3月20日前", date(2026, 3, 20)),
        ("1月底前的欠账，本周五前补齐", "本周五前", date(2026, 3, 6)),
        ("请抓紧阅处", "", None),
    ],
)
def test_a_limit_in_the_words_is_proposed_with_these_words(words, said, day):
    found = limit_in(words, date(2026, 3, 2), Workdays())
    assert (found.words, found.day) == (said, day) if found else day is None


def test_a_matter_is_called_by_its_first_sentence_in_a_line():
    assert title_of("转有关单位阅处。其余照办。") == "转有关单位阅处"
    assert len(title_of("群众反映" * 30)) == 40
    assert title_of("") == ""
    assert title_of("请应急局会同住建局，对城区燃气管网开展一次排查，一周内报我。") == "对城区燃气管网开展一次排查"
    assert title_of("请资源局会同财政局商定退付办法，11月10日前报我。") == "商定退付办法"
    assert title_of("请交通局尽快修复307省道塌方路段。") == "尽快修复307省道塌方路段"
    assert title_of("请交通局牵头，会同公路段，5天内修复便道。") == "5天内修复便道"


def test_only_the_office_and_leaders_enter_instructions(county):
    for username in ("reporter-住建局", "head-住建局", "assessment"):
        assert signed_in(username).get("/instructions/new").status_code == 403
    assert "limits" in signed_in("clerk").get("/instructions/new?format=json").json()


def test_words_about_a_matter_stand_beside_it_and_bear_its_name(clerk, county):
    enter(clerk, county)
    first = Matter.rows.get()
    form = clerk.get(f"/instructions/new?about={first.uuid}").content.decode()
    assert 'value="住建局"' in form
    enter(clerk, county, words="3月9日前把结果报我", unit="住建局", others="", about=str(first.uuid))
    said = Matter.rows.get(about=first.uuid)
    assert said.title == f"{first.title}：3月9日前把结果报我"
    assert said.title in clerk.get(f"/matters/{first.uuid}").content.decode()
    assert first.title in clerk.get(f"/matters/{said.uuid}").content.decode()


def test_what_the_ledger_knows_of_the_same_is_offered_while_one_types(clerk, county):
    enter(clerk, county)
    known = clerk.get("/instructions/suggested", {"words": "城西积水点抓紧整治，一周内报我"}).json()["known"]
    assert [one["matter"] for one in known] == [str(Matter.rows.get().uuid)]
    assert clerk.get("/instructions/suggested", {"words": "今年茶叶节请文旅局牵头办好"}).json()["known"] == []


def test_a_leader_enters_her_own_words_and_no_other_leaders(county):
    leader = signed_in("vice_head")
    form = leader.get("/instructions/new").content.decode()
    assert form.count('name="leader"') == 1
    assert enter(leader, county, leader=str(county.post("county_head"))).status_code == 403
    assert not Matter.rows.exists()
    assert enter(leader, county).status_code == 302
    assert Matter.rows.get().origin_leader == county.post("vice_head")


def test_who_acts_for_a_leader_enters_her_words_in_her_name(county):
    post = NewPost(county.units["府办"], "副县长联络员", "secretary", 60, "王静", "aide")
    appoint(county.by("admin"), [post], date(2026, 3, 2))
    give_mandate(county.by("admin"), post.official, county.post("vice_head"), "act", date(2026, 3, 2))
    enter(signed_in("aide"), county, papers=SimpleUploadedFile("批示.jpg", JPEG))
    said = MatterRevision.rows.get()
    assert (said.by, said.on_behalf_of) == (post.official, county.post("vice_head"))
