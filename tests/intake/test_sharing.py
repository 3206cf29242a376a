"""A task of all towns is shared out before it is issued: on the page, and straight from a ledger."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.intake import files
from tests.intake.conftest import drafts
from tests.telling import told_once

from luoshi.core.errors import BadInput
from luoshi.intake.actions import take_ledger
from luoshi.intake.queries import document_page
from luoshi.matters.models import Document, DraftRow, Line, Matter, Measure

DAY = date(2026, 3, 2)


@told_once
def row(county) -> DraftRow:
    """「各镇办」 leads in the words of the document; nobody is bound yet."""
    data = files.workbook([1, "新栽木耳", "", "发改局", "", date(2026, 10, 31), "木耳 ≥ 301 万袋"])
    uuid, _ = take_ledger(county.by("clerk", at=DAY), "台账.xlsx", data)
    DraftRow.rows.filter(document=uuid).update(unit=None, unit_words="各镇办")
    return DraftRow.rows.get(document=uuid)


def address(row: DraftRow) -> str:
    return reverse("intake:share_out", args=[row.uuid])


def form(county, row: DraftRow, **values: str) -> dict[str, object]:
    """The form as the page sends it: by the office, as a sum, both towns."""
    towns = [str(county.units[name]) for name in ("金溪镇", "石桥镇")]
    figures = {f"value:{town}:m1": figure for town, figure in zip(towns, ("200", "101"), strict=True)}
    sent = {"version": row.version, "gatherer": str(county.units["府办"]), "rollup": "sum", "unit": towns}
    return {**sent, **figures, **values}


def test_the_page_offers_the_group_that_the_words_name_evenly_split(clerk, county, row):
    page = clerk.get(reverse("intake:document", args=[row.document])).content.decode()
    assert "按各镇办分解（2）" in page
    shown = clerk.get(address(row) + "?format=json").json()
    assert [(one["name"], one["values"]) for one in shown["shares"]] == [
        ("金溪镇", {"m1": "151"}),
        ("石桥镇", {"m1": "150"}),
    ]
    assert shown["sums"] == {"m1": {"whole": 301.0, "sum": 301.0}}
    others = clerk.get(address(row) + "?group=economic&format=json").json()
    assert [one["name"] for one in others["shares"]] == ["发改局", "资源局"]
    assert "301" in clerk.get(address(row)).content.decode()


def test_who_gathers_is_whom_the_words_name(clerk, county, row):
    DraftRow.rows.filter(uuid=row.uuid).update(text="各镇办负责，10月底前新栽木耳301万袋，县资源局汇总。")
    assert clerk.get(address(row) + "?format=json").json()["gatherer"] == str(county.units["资源局"])


def test_what_was_shared_out_is_issued_as_a_parent_and_its_children(clerk, county, row):
    own_day = {f"due:{county.units['石桥镇']}": "2026-09-30"}
    assert clerk.post(address(row), form(county, row, **own_day)).status_code == 302
    row.refresh_from_db()
    assert (row.unit, row.rollup, len(row.parts)) == (county.units["府办"], "sum", 2)
    assert "汇总，分到 2 个单位" in clerk.get(reverse("intake:document", args=[row.document])).content.decode()
    clerk.post(reverse("intake:issue", args=[row.document]))
    parent = Matter.rows.get(parent=None)
    children = list(Matter.rows.filter(parent=parent.uuid).order_by("number"))
    assert (parent.rollup, parent.reported, parent.unit) == ("sum", False, county.units["府办"])
    assert [(one.unit, one.due, one.reported) for one in children] == [
        (county.units["金溪镇"], date(2026, 10, 31), True),
        (county.units["石桥镇"], date(2026, 9, 30), True),
    ]
    assert [Measure.rows.get(matter=one).value for one in (parent, *children)] == [301, 200, 101]
    row.refresh_from_db()
    assert row.matter == parent.uuid
    assert clerk.get(address(row)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"gatherer": ""}, "没有选由谁汇总"),
        ({"rollup": "mean"}, "没有选怎样汇总"),
        ({"unit": []}, "一个单位也没有勾选"),
        ({"unit": ["one"]}, "分解的单位少于两个"),
    ],
)
def test_a_share_that_is_not_whole_is_said_and_nothing_is_kept(clerk, county, row, changes, said):
    sent = form(county, row) | changes
    if sent["unit"] == ["one"]:
        sent["unit"] = [str(county.units["金溪镇"])]
    answer = clerk.post(address(row), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    row.refresh_from_db()
    assert row.parts == []


def test_a_target_of_nothing_or_a_day_after_the_whole_is_named_by_its_unit(clerk, county, row):
    town = county.units["石桥镇"]
    answer = clerk.post(address(row), form(county, row, **{f"value:{town}:m1": "0", f"due:{town}": "2026-12-31"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有写目标，或不是正数" in page
    assert "晚于总的时限" in page
    assert clerk.post(address(row), form(county, row) | {"version": 99}).status_code == 409


def test_one_may_make_it_one_task_again(clerk, county, row):
    clerk.post(address(row), form(county, row))
    row.refresh_from_db()
    clerk.post(address(row), {"version": row.version, "do": "whole"})
    row.refresh_from_db()
    assert (row.unit, row.rollup, row.parts) == (None, "", [])


def test_a_target_changed_afterwards_must_be_shared_out_again(clerk, county, row):
    clerk.post(address(row), form(county, row))
    row.refresh_from_db()
    clerk.post(
        reverse("intake:row", args=[row.uuid]),
        {"cell": "measures", "value": "产值 ≥ 9 亿元；木耳 ≥ 301 万袋", "version": row.version},
    )
    answer = clerk.post(reverse("intake:issue", args=[row.document]))
    assert answer.status_code == 422
    assert "目标在分解以后改过" in answer.content.decode()
    assert not Matter.rows.exists()


def test_a_ledger_s_row_of_all_towns_comes_in_shared_out_and_ready_to_issue(clerk, county):
    data = files.workbook(
        [1, "新栽木耳", "", "各镇办", "资源局", date(2026, 10, 31), "木耳 ≥ 300 万袋"],
        [2, "整治环境", "", "各镇办", "", "10月底前", ""],
    )
    uuid, count = take_ledger(county.by("clerk", at=DAY), "台账.xlsx", data)
    assert count == 2
    trees, clean = drafts(Document.rows.get(uuid=uuid))
    assert [part["values"] for part in trees.parts] == [{"m1": "150"}, {"m1": "150"}]
    assert (trees.unit, trees.rollup, clean.rollup) == (county.units["府办"], "sum", "all")
    assert document_page(county.by("clerk", at=DAY), uuid).known.ready == 2
    clerk.post(reverse("intake:issue", args=[uuid]))
    assert Matter.rows.count() == 6
    assert Matter.rows.filter(parent=None, gatherer=None).count() == 2
    again = clerk.get(reverse("intake:as_ledger", args=[uuid])).content
    assert "各镇办" in json.dumps(_sheet(again), ensure_ascii=False, default=str)


def _sheet(data: bytes) -> list:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def test_a_ledger_s_target_too_small_for_all_is_a_fault_at_its_cell(county):
    data = files.workbook([1, "新开工项目", "", "各镇办", "", date(2026, 10, 31), "项目 ≥ 1 个"])
    with pytest.raises(BadInput) as raised:
        take_ledger(county.by("clerk", at=DAY), "台账.xlsx", data)
    assert [(fault.place, fault.problem) for fault in raised.value.faults] == [
        ("Sheet1!G3", "目标分不到 2 个单位，每家不足一份")
    ]


def test_a_co_unit_is_given_a_day_of_its_own_in_its_cell(clerk, county, row):
    words = "资源局（责任）（2026-05-29）、住建局"
    cell = {"cell": "others", "value": words, "version": row.version}
    assert clerk.post(reverse("intake:row", args=[row.uuid]), cell).status_code == 200
    row.refresh_from_db()
    assert clerk.get(reverse("intake:row", args=[row.uuid]) + "?format=json").json()["others"] == words.split("、")
    DraftRow.rows.filter(uuid=row.uuid).update(unit=county.units["发改局"])
    clerk.post(reverse("intake:issue", args=[row.document]))
    lines = Line.rows.filter(matter=Matter.rows.get()).exclude(role="lead").order_by("place")
    assert [(line.role, line.due) for line in lines] == [("joint", date(2026, 5, 29)), ("co", None)]
    wrong = {"cell": "others", "value": "资源局（2026-02-30）", "version": row.version}
    assert clerk.post(reverse("intake:row", args=[row.uuid]), wrong).status_code == 422
