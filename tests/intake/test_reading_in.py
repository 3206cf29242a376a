"""A document handed in becomes a page beside its drafted ledger, and nothing reaches a unit."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from tests.intake import files
from tests.intake.conftest import drafts, hand_in, page_of, signed_in

from luoshi.facts import clock
from luoshi.facts import queries as facts
from luoshi.intake.queries import waiting_for
from luoshi.matters.models import Document, DraftRow, Matter
from luoshi.org.acting import system
from luoshi.org.actions import NewPost, NewUnit, appoint, found_units, set_portfolio


def test_a_word_file_is_read_into_rows_with_units_leaders_days_and_measures(county, clerk, speech):
    opening, land, towns = drafts(speech)
    assert (opening.unit, opening.due) == (county.units["发改局"], date(2026, 6, 30))
    assert opening.text == speech.text[opening.start : opening.end]
    assert opening.leader is None
    assert "常务副县长" in opening.leader_words
    assert land.unit == county.units["住建局"]
    assert [one["unit"] for one in land.others] == [str(county.units["资源局"])], "县国土局 is its former name"
    assert land.leader == county.post("vice_head"), "分管副县长, by the lead unit's portfolio"
    assert (towns.unit, towns.unit_words) == (None, "各镇办"), "nobody in particular leads: a person decides"
    assert not Matter.rows.exists()


def test_every_other_sentence_keeps_the_reason_why_it_is_no_task(speech):
    passed = list(DraftRow.rows.filter(document=speech.uuid, state="passed"))
    assert {"review", "heading", "greeting"} <= {row.why_not for row in passed}
    assert all(row.text == speech.text[row.start : row.end] for row in passed)


def test_collective_co_units_become_each_of_their_units(county, clerk):
    hand_in(clerk, "a.txt", "关于木耳产业的通知\n县发改局负责，各镇办配合，10月底前完成木耳大棚建设。\n".encode())
    row = drafts(Document.rows.get())[0]
    assert {one["unit"] for one in row.others} == {str(county.units["金溪镇"]), str(county.units["石桥镇"])}
    assert "各镇办" in clerk.get(page_of(Document.rows.get())).content.decode()


def test_a_unit_is_known_by_the_name_it_had_before_and_by_that_of_one_merged_into_it(county, clerk):
    by = system(clock.moment(date(2026, 2, 1)))
    was = NewUnit("县农业委员会", "农委", "economic", 60, unit=county.units["资源局"])
    found_units(by, [was], date(2025, 1, 1))
    now = NewUnit("县自然资源和规划局", "资源局", "economic", 3, unit=county.units["资源局"])
    found_units(system(clock.moment(date(2026, 2, 2))), [now], date(2026, 2, 2))
    hand_in(clerk, "a.txt", "关于农业的通知\n县农业委员会要在10月底前完成120亩复垦。\n".encode())
    assert drafts(Document.rows.get())[0].unit == county.units["资源局"]


def test_a_task_without_a_unit_gets_a_suggestion_that_is_marked_and_never_issued(county, clerk):
    by = system(clock.moment(date(2026, 2, 1)))
    found_units(
        by,
        [
            NewUnit("县水利局", "水利局", "economic", 50, duties="负责河道治理、小水电整治、农村饮水安全"),
            NewUnit("县教育局", "教育局", "general", 51, duties="负责幼儿园、义务教育和职业教育"),
        ],
        date(2026, 2, 1),
    )
    hand_in(clerk, "a.txt", "关于生态环境的通知\n要在10月底前完成17座小水电整治。\n".encode())
    document = Document.rows.get()
    row = drafts(document)[0]
    assert row.unit is None
    assert row.suggested[0].startswith("unit:")
    page = clerk.get(page_of(document)).content.decode()
    assert "建议 · 职责：小水电整治" in page
    assert "水利局" in page
    answer = clerk.post(reverse("intake:issue", args=[document.uuid]))
    assert answer.status_code == 422
    assert "没有可以下发的任务" in answer.content.decode()
    answer = clerk.post(reverse("intake:row", args=[row.uuid]), {"cell": "unit", "value": "水利局", "version": 1})
    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.suggested == []
    clerk.post(reverse("intake:issue", args=[document.uuid]))
    assert Matter.rows.count() == 1


def test_leaders_are_found_by_name_by_surname_and_title_and_by_one_of_their_titles(county, clerk):
    by = system(clock.moment(date(2026, 2, 1)))
    post = NewPost(county.units["府办"], "县委常委、常务副县长", "vice_head", 20, "谢明")
    appoint(by, [post], date(2026, 2, 1))
    set_portfolio(by, post.post, [county.units["发改局"]], [], date(2026, 2, 1))
    text = (
        "在会议上的讲话\n由谢县长牵头，县发改局负责，6月底前完成甲项目。\n由常务副县长牵头，县住建局负责，6月底前完成乙项目。\n"
        "由周明牵头，县资源局负责，6月底前完成丙项目。\n由分管副县长牵头，县发改局负责，7月底前完成丁项目。\n"
    )
    hand_in(clerk, "a.txt", text.encode())
    found = [row.leader for row in drafts(Document.rows.get())]
    assert found == [post.post, post.post, county.post("vice_head"), post.post]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "机密★1年\n关于某事的通知\n县发改局要在6月底前完成。\n".encode()),
        ("a.txt", "特急　　秘密\n关于某事的通知\n县发改局要在6月底前完成。\n".encode()),
        ("a.docx", files.docx("关于某事的通知", "县发改局要在6月底前完成。", header="绝密★长期")),
        ("机密★方案.txt", "关于某事的通知\n县发改局要在6月底前完成。\n".encode()),
    ],
)
def test_a_file_with_a_secrecy_mark_is_refused_before_anything_is_on_disk(clerk, name, data):
    before = facts.head()
    answer = hand_in(clerk, name, data)
    assert answer.status_code == 422
    assert "密级" in answer.content.decode()
    assert facts.head() == before
    assert not settings.EVIDENCE.exists()


def test_a_text_that_speaks_of_secrets_is_read(clerk):
    text = "关于做好保守国家秘密工作的通知\n县发改局要在6月底前完成涉密计算机自查。\n"
    assert hand_in(clerk, "a.txt", text.encode()).status_code == 302


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("坏.docx", b"PK\x03\x04 broken", "损坏"),
        ("空.txt", b"", "空"),
        ("片.exe", b"MZ\x00\x00", "读不了"),
        ("图.docx", b"\x89PNG\r\n", "损坏"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_form_and_nothing_is_kept(clerk, name, data, words):
    answer = hand_in(clerk, name, data, origin_level="city")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'name="file"' in page
    assert 'value="city" selected' in page
    assert not Document.rows.exists()


def test_pasted_words_are_read_and_a_file_beside_them_is_questioned(clerk):
    words = "在会议上的讲话\n县发改局要在6月底前完成9个项目开工。"
    both = hand_in(clerk, "a.txt", words.encode(), words=words)
    assert "只交一样" in both.content.decode()
    assert words in both.content.decode(), "what was pasted is still there"
    answer = clerk.post(reverse("intake:documents"), {"words": words})
    assert answer.status_code == 302
    assert len(drafts(Document.rows.get())) == 1


def test_the_list_counts_and_an_empty_one_says_what_to_do(clerk, county):
    assert "先交一份讲话" in clerk.get(reverse("intake:documents")).content.decode()
    hand_in(clerk, "讲话.docx", files.docx(*files.SPEECH.splitlines()), origin_kind="document")
    listed = clerk.get(reverse("intake:documents"), {"format": "json"}).json()
    assert listed["total"] == 1
    assert listed["documents"][0]["drafted"] == 3
    assert listed["documents"][0]["origin"]["kind"] == "document"


def test_the_file_is_kept_as_it_came_and_waits_on_the_desk_of_the_office(county, clerk, speech):
    answer = clerk.get(reverse("intake:original", args=[speech.uuid]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert answer["Content-Disposition"].startswith("attachment")
    waiting = waiting_for(county.by("clerk"))
    assert [one.sentence for one in waiting] == ["3 项草稿没有下发，其中 1 项没有定牵头单位"]
    assert waiting_for(county.by("reporter", "住建局")) == []


def test_only_the_office_sees_what_came_in(county, clerk, speech):
    row = drafts(speech)[0]
    for client in (signed_in("reporter-住建局"), signed_in("county_head")):
        for address in (
            reverse("intake:documents"),
            page_of(speech),
            reverse("intake:ledger"),
            reverse("intake:row", args=[row.uuid]),
            reverse("intake:as_ledger", args=[speech.uuid]),
            reverse("intake:original", args=[speech.uuid]),
        ):
            assert client.get(address).status_code == 403
        assert hand_in(client, "a.txt", b"abc").status_code == 403
        assert client.post(reverse("intake:issue", args=[speech.uuid])).status_code == 403
        assert client.post(reverse("intake:row", args=[row.uuid]), {"cell": "title", "value": "x"}).status_code == 403
    assert not Matter.rows.exists()
