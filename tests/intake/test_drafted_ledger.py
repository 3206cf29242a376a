"""The drafted ledger is corrected cell by cell, split, merged, added to, and issued; offsets hold with 𠮷 and emoji."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world
from tests.intake.conftest import drafts, hand_in, page_of, signed_in

from luoshi.facts import clock
from luoshi.intake.typeset import paragraphs
from luoshi.matters import actions
from luoshi.matters.models import Circulating, Document, DraftRow, Line, Matter, Measure
from luoshi.org.acting import system
from luoshi.org.actions import change_setting


def change(client, row: DraftRow, cell: str, value: str, version: int | None = None):
    return client.post(
        reverse("intake:row", args=[row.uuid]),
        {"cell": cell, "value": value, "version": row.version if version is None else version},
    )


def test_the_page_marks_tasks_in_the_text_and_says_why_others_are_none(clerk, speech):
    page = clerk.get(page_of(speech)).content.decode()
    assert "拟分解 3 项" in page
    assert 'class="unsure"' in page
    assert 'class="sure"' in page
    assert 'title="不是任务：回顾已做的工作"' in page
    assert "未经征求意见直接下发" in page
    first = drafts(speech)[0]
    assert f'data-of="{first.uuid}"' in page


def test_unsure_rows_come_first_and_every_filter_is_an_address(clerk, county, speech):
    opening, land, towns = drafts(speech)
    page = clerk.get(page_of(speech)).content.decode()
    place = [page.index(f'data-row="{row.uuid}"') for row in (towns, opening, land)]
    assert place == sorted(place)
    unsure = clerk.get(page_of(speech, show="unsure")).content.decode()
    assert f'data-row="{towns.uuid}"' in unsure
    assert f'data-row="{opening.uuid}"' in unsure, "nobody in the register is the leader it names"
    assert f'data-row="{land.uuid}"' not in unsure
    assert "未写明领导" in clerk.get(page_of(speech, show="leader")).content.decode()
    assert "未定牵头单位" in clerk.get(page_of(speech, show="unit")).content.decode()
    assert "回顾已做的工作" in clerk.get(page_of(speech, show="none")).content.decode()


def test_every_cell_is_read_as_people_type_it(clerk, county, speech):
    row = drafts(speech)[2]
    for cell, value in (
        ("title", "  建成木耳大棚 "),
        ("unit", "县发展和改革局"),
        ("others", "国土局、住建（责任）"),
        ("leader", str(county.post("vice_head"))),
        ("due", "2026-10-31"),
        ("measures", "建成大棚 ≥ 1，200 个；合格率 ≥ 98%"),
        ("matter_kind", "livelihood"),
    ):
        answer = change(clerk, row, cell, value)
        assert answer.status_code == 200, (cell, answer.content.decode())
        row.refresh_from_db()
    assert row.title == "建成木耳大棚"
    assert row.unit == county.units["发改局"]
    assert [(one["unit"], one["role"]) for one in row.others] == [
        (str(county.units["资源局"]), "co"),
        (str(county.units["住建局"]), "joint"),
    ]
    assert (row.leader, row.due, row.matter_kind) == (county.post("vice_head"), date(2026, 10, 31), "livelihood")
    assert [(one["what"], one["op"], one["value"], one["unit"]) for one in row.measures] == [
        ("建成大棚", ">=", "1200", "个"),
        ("合格率", ">=", "98", "%"),
    ]
    assert row.version == 8


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("unit", "县发政局", "是不是“发改局”"),
        ("unit", "各镇办", "2 个单位"),
        ("others", "发改局、火星局", "火星局"),
        ("due", "2026-02-30", "不是一个日期"),
        ("measures", "好好干", "看不出是多少"),
        ("title", " ", "不能空"),
        ("leader", "00000000-0000-0000-0000-000000000001", "没有这个领导岗位"),
        ("version", "1", "没有“version”这一栏"),
    ],
)
def test_a_cell_that_cannot_be_read_stays_open_with_what_is_wrong(clerk, speech, cell, value, words):
    row = drafts(speech)[0]
    answer = change(clerk, row, cell, value)
    assert answer.status_code == 422
    assert words in answer.content.decode().replace("&quot;", '"')
    row.refresh_from_db()
    assert row.version == 1


def test_two_clerks_at_one_row_both_versions_are_shown(clerk, county, speech):
    row = drafts(speech)[0]
    assert change(clerk, row, "title", "先改的").status_code == 200
    answer = change(signed_in("chief"), row, "title", "后改的", version=1)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "先改的" in page
    assert "后改的" in page
    assert 'data-version="2"' in page, "the next try is made on what stands now"
    row.refresh_from_db()
    assert row.title == "先改的"


def test_a_saved_row_says_how_the_counts_stand(clerk, speech):
    towns = drafts(speech)[2]
    answer = change(clerk, towns, "unit", "金溪镇")
    assert '"ready": 3' in answer["HX-Trigger"]
    assert '"unsure": 1' in answer["HX-Trigger"]


def test_rows_are_merged_split_put_aside_and_put_back(clerk, speech):
    opening, land, towns = drafts(speech)
    rows = reverse("intake:rows", args=[speech.uuid])
    clerk.post(rows, {"do": "merge", "row": [f"{opening.uuid} 1", f"{land.uuid} 1"]})
    assert [row.state for row in DraftRow.rows.filter(uuid__in=[opening.uuid, land.uuid]).order_by("place")] == [
        "draft",
        "merged",
    ]
    clerk.post(rows, {"do": f"discard {towns.uuid} 1"})
    assert len(drafts(speech)) == 1
    assert "督查室剔除" in clerk.get(page_of(speech, show="none")).content.decode()
    clerk.post(rows, {"do": f"restore {towns.uuid} 2"})
    towns.refresh_from_db()
    assert towns.state == "draft"
    at = towns.text.index("10月")
    clerk.post(reverse("intake:split", args=[towns.uuid]), {"at": at, "version": towns.version})
    first, second = drafts(speech)[-2:]
    assert first.text + second.text == towns.text
    assert second.text == speech.text[second.start : second.end]
    assert clerk.post(rows, {"do": "merge", "row": [f"{first.uuid} {first.version}"]}).status_code == 422
    assert clerk.post(rows, {"do": f"discard {first.uuid} 1"}).status_code == 409


def test_a_sentence_passed_over_becomes_a_task_with_what_it_names(clerk, county):
    words = "去年以来，县发改局已在6月底前完成9个项目开工"
    hand_in(clerk, "a.txt", f"在会议上的讲话\n{words}。\n县住建局要在7月底前完成改造。\n".encode())
    document = Document.rows.get()
    passed = DraftRow.rows.get(document=document.uuid, state="passed", why_not="review")
    clerk.post(reverse("intake:rows", args=[document.uuid]), {"do": f"restore {passed.uuid} 1"})
    passed.refresh_from_db()
    assert passed.state == "draft"
    assert passed.title


def test_sentences_passed_over_become_tasks_together_or_not_at_all(clerk, county):
    plain = ["要全面提升基层治理效能。", "要持续优化营商环境。", "县住建局要在7月底前完成12个小区改造。"]
    hand_in(clerk, "a.txt", "\n".join(["在会议上的讲话", "同志们：", *plain]).encode())
    document = Document.rows.get()
    passed = list(DraftRow.rows.filter(document=document.uuid, state="passed", text__in=plain).order_by("place"))
    assert len(passed) == 2
    one_reason = page_of(document, show="none", why=passed[0].why_not)
    assert f"{passed[0].uuid} 1" in clerk.get(one_reason).content.decode()
    rows = reverse("intake:rows", args=[document.uuid])
    stale = [f"{passed[0].uuid} 1", f"{passed[1].uuid} 9"]
    assert clerk.post(rows, {"do": "restore", "row": stale}).status_code == 409
    assert len(drafts(document)) == 1
    clerk.post(rows, {"do": "restore", "row": [f"{row.uuid} 1" for row in passed]})
    assert [row.text for row in drafts(document)] == plain
    assert "已把 2 句列为任务" in clerk.get(page_of(document)).content.decode()
    assert "在会议上的讲话" in clerk.get(one_reason).content.decode().partition("<tbody>")[2]


def test_several_rows_take_what_is_suggested_or_are_put_aside_together(clerk, county, speech):
    opening, land, towns = drafts(speech)
    rows = reverse("intake:rows", args=[speech.uuid])
    DraftRow.rows.filter(uuid=opening.uuid).update(suggested=[f"leader:{county.post('vice_head')}"])
    ticked = [f"{opening.uuid} 1", f"{land.uuid} 1"]
    assert clerk.post(rows, {"do": "adopt", "row": ticked}).status_code == 302
    opening.refresh_from_db()
    assert (opening.leader, opening.suggested) == (county.post("vice_head"), [])
    assert clerk.post(rows, {"do": "adopt", "row": ticked}).status_code == 422
    assert clerk.post(rows, {"do": "discard", "row": ticked}).status_code == 409, "one of them has changed since"
    assert len(drafts(speech)) == 3
    assert clerk.post(rows, {"do": "discard", "row": [f"{opening.uuid} 2", f"{land.uuid} 1"]}).status_code == 302
    assert drafts(speech) == [towns]
    for wrong in ({"do": "discard"}, {"do": "merge"}, {"do": "nonsense"}, {"do": "merge", "row": "x"}):
        assert clerk.post(rows, wrong).status_code == 422


ODD = "关于𠮷祥广场😀建设的通知\n👨‍👩‍👧今年𠮷事多。县发改局要在6月底前建成𠮷祥广场😀，投资3亿元。把𠮷祥路也修好通车\n"


def test_offsets_count_code_points_beyond_the_first_plane(clerk, county):
    hand_in(clerk, "a.txt", ODD.encode())
    document = Document.rows.get()
    row = drafts(document)[0]
    assert row.text == document.text[row.start : row.end]
    assert row.text.startswith("县发改局")
    start = document.text.index("𠮷祥路")
    answer = clerk.post(
        reverse("intake:passages", args=[document.uuid]) + "?format=json", {"start": start, "end": start + 7}
    )
    added = DraftRow.rows.get(uuid=answer.json()["uuid"])
    assert added.text == "𠮷祥路也修好通"
    for paragraph in paragraphs(document.text, document.title, []):
        words = "".join(piece.text for piece in paragraph.pieces)
        assert document.text[paragraph.start : paragraph.start + len(words)] == words


def test_an_added_passage_is_read_for_whom_and_by_when(clerk, county, speech):
    text = "金溪镇要在9月底前完成200个大棚建设"
    hand_in(clerk, "a.txt", f"关于木耳的通知\n会议指出，木耳是支柱。{text}。\n".encode())
    document = Document.rows.exclude(uuid=speech.uuid).get()
    start = document.text.index(text)
    address = reverse("intake:passages", args=[document.uuid])
    clerk.post(address, {"start": start, "end": start + len(text)})
    added = DraftRow.rows.filter(document=document.uuid, text=text).last()
    assert (added.unit, added.due) == (county.units["金溪镇"], date(2026, 9, 30))
    assert clerk.post(address, {"start": 5, "end": 5}).status_code == 422
    assert clerk.post(address, {"start": "x", "end": 10**12}).status_code == 422


def test_issuing_numbers_the_rows_locks_them_and_leaves_the_rest(clerk, county, speech):
    opening, land, towns = drafts(speech)
    answer = clerk.post(reverse("intake:issue", args=[speech.uuid]), follow=True)
    assert "已下发 2 项" in answer.content.decode()
    matters = list(Matter.rows.order_by("number"))
    assert [matter.number for matter in matters] == ["2026 任 001", "2026 任 002"]
    assert all(matter.without_comment for matter in matters)
    assert matters[1].origin_words == land.text
    assert Line.rows.filter(matter=matters[1], unit=county.units["资源局"], role="co").exists()
    assert Measure.rows.filter(matter=matters[0]).exists()
    page = answer.content.decode()
    assert "任 001" in page
    assert reverse("matters:page", args=[matters[0].uuid]) in page
    opening.refresh_from_db()
    assert change(clerk, opening, "title", "改").status_code == 422
    towns.refresh_from_db()
    assert towns.state == "draft"
    assert "看原文" in clerk.get(reverse("matters:page", args=[matters[0].uuid])).content.decode()


def test_a_row_whose_day_is_over_is_unsure_and_stops_the_issue(clerk, county, speech):
    row = drafts(speech)[0]
    assert change(clerk, row, "due", "2026-01-31").status_code == 200
    assert "已过" in clerk.get(page_of(speech, show="unsure")).content.decode()
    answer = clerk.post(reverse("intake:issue", args=[speech.uuid]))
    assert answer.status_code == 422
    assert "已经过了" in answer.content.decode()
    assert not Matter.rows.exists()


def _document(county, rows: int, chars: int = 0) -> Document:
    line = "县发改局要在6月底前完成9个项目开工。"
    text = "\n".join(line + "好" * (chars // rows) for _ in range(rows))
    step = len(line) + chars // rows + 1
    columns = [
        {
            "start": at * step,
            "end": at * step + len(line),
            "text": line,
            "title": line[:20],
            "unit": county.units["发改局"],
            "others": [{"unit": str(county.units["资源局"]), "words": "资源局", "role": "co"}],
            "leader": county.post("vice_head"),
            "measures": [{"what": "开工", "op": ">=", "value": "9", "unit": "个", "text": "9个"}],
            "confidence": 0.9,
        }
        for at in range(rows)
    ]
    read = actions.Read("讲话", "a.txt", text.encode(), text, "test", columns)
    return Document.rows.get(uuid=actions.take_document(county.by("clerk"), read))


def test_a_long_document_costs_no_more_queries_than_a_short_one(clerk, county):
    counted = []
    for rows in (10, 300):
        document = _document(county, rows, 60_000 if rows == 300 else 0)
        clerk.post(reverse("intake:issue", args=[document.uuid])) if rows == 10 else None
        clerk.get(page_of(document))
        for view in ("", "leader", "none"):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                assert clerk.get(page_of(document, show=view)).status_code == 200
            counted.append((rows, view, len(seen)))
    assert max(number for _rows, _view, number in counted) < 15, counted
    by_rows = [{number for known, _view, number in counted if known == rows} for rows in (10, 300)]
    assert max(by_rows[1]) <= max(by_rows[0]), counted


def test_the_json_of_a_document_is_its_page(clerk, speech):
    found = clerk.get(page_of(speech, format="json")).json()
    assert found["drafted"] == 3
    assert [row["title"] for row in found["rows"] if row["state"] == "draft"] == [row.title for row in drafts(speech)]
    assert clerk.get(reverse("intake:document", args=[world.UUID(int=5)])).status_code == 404


def test_the_draft_is_sent_on_its_way_from_its_page_and_locked_until_it_is_taken_back(clerk, county, speech):
    opening = drafts(speech)[0]
    page = clerk.get(page_of(speech)).content.decode()
    assert "送审" in page
    answer = clerk.post(reverse("intake:circulate", args=[speech.uuid]), follow=True)
    circulation = Circulating.rows.get()
    assert answer.redirect_chain[-1][0] == reverse("matters:circulation", args=[circulation.uuid])
    page = clerk.get(page_of(speech)).content.decode()
    assert reverse("matters:circulation", args=[circulation.uuid]) in page
    assert change(clerk, opening, "title", "改").status_code == 422
    assert clerk.post(reverse("intake:circulate", args=[speech.uuid])).status_code == 422
    assert not Matter.rows.exists()
    clerk.post(reverse("matters:circulation_step", args=[circulation.uuid]), {"do": "take_back", "reason": "稿子有改"})
    assert [row.state for row in drafts(speech)] == ["draft"] * 3


def test_a_county_may_forbid_to_pass_the_steps_by(clerk, county, speech):
    change_setting(system(clock.now()), "direct_issue", False, clock.today())
    assert "未经征求意见直接下发" not in clerk.get(page_of(speech)).content.decode()
    assert clerk.post(reverse("intake:issue", args=[speech.uuid])).status_code == 422
    assert not Matter.rows.exists()
    change_setting(system(clock.now()), "steps_before_issue", [], clock.today())
    clerk.post(reverse("intake:issue", args=[speech.uuid]))
    assert Matter.rows.count() == 2
