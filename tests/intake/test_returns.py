"""Reports by Excel: a unit's sheet down and up with faults by cell, and the office's forty filed for their units."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import world
from tests.intake import files
from tests.intake.conftest import signed_in
from tests.telling import told_once

from luoshi.core.errors import BadInput
from luoshi.core.timing.periods import Period
from luoshi.facts import clock, evidence
from luoshi.facts.models import Blob
from luoshi.intake.queries import waiting_for
from luoshi.intake.queries.returns import owed
from luoshi.intake.returns.actions import take_returned, take_sheet
from luoshi.intake.returns.columns import NODE, NUMBER, PASSED, REASON, TITLE, VALUE, WORDS
from luoshi.intake.returns.matching import File, unpacked
from luoshi.intake.returns.workbook import return_workbook
from luoshi.matters import actions
from luoshi.matters.actions import Basis
from luoshi.matters.entering import Entered
from luoshi.matters.models import (
    Filing,
    Line,
    Matter,
    Report,
    ReportDraft,
    ReportEvidence,
    ReportNode,
    ReportQuantity,
)
from luoshi.matters.queries import night
from luoshi.org.acting import system
from luoshi.org.actions import NewPost, NewUnit, appoint, found_units

EVENING = clock.moment(date(2026, 3, 27), 21, 30)
MARCH = Period(2026, "month", 3)
FIRST = 3
"""The first line of matters in the sheet."""


@pytest.fixture(autouse=True)
def _evening():
    with clock.at(EVENING):
        yield


@told_once
def town(county):
    """Three matters of the town, each with a number and a node."""
    return matters_of(county, "金溪镇", 3)


def matters_of(county, unit: str, n: int) -> list[Matter]:
    found = [world.issue_matter(county, unit, title=f"{unit}第{place}项") for place in range(n)]
    for one in found:
        world.claim_and_plan(county, one, unit, date(2026, 3, 3), {"开工": date(2026, 3, 20)})
    return found


def sheet_of(county, unit: str = "金溪镇", role: str = "reporter") -> list[list]:
    """The sheet as it is downloaded, as rows of cells."""
    by = county.by(role, unit, EVENING)
    return files.cells_of(return_workbook(night(by, county.units[unit])))


def take(county, rows: list[list] | bytes, unit: str = "金溪镇", name: str = "填报表.xlsx"):
    data = rows if isinstance(rows, bytes) else files.saved(rows)
    return take_sheet(county.by("reporter", unit, EVENING), county.units[unit], MARCH, File(name, data))


def faults_of(county, rows: list[list]) -> dict[str, str]:
    with pytest.raises(BadInput) as raised:
        take(county, rows)
    assert not ReportDraft.rows.exists()
    return {fault.place: fault.problem for fault in raised.value.faults}


def drafts() -> dict:
    return {draft.matter: draft.fields for draft in ReportDraft.rows.all()}


def test_the_sheet_comes_back_into_the_page_and_is_sent_from_there(county, town):
    rows = sheet_of(county)
    assert [row[TITLE] for row in rows[FIRST:]] == ["金溪镇第0项", "金溪镇第1项", "金溪镇第2项"]
    rows[FIRST][VALUE], rows[FIRST][WORDS], rows[FIRST][PASSED] = 210, "檩条进场。", "✓"
    rows[FIRST + 1][REASON] = "等上级批复"
    assert take(county, rows).filled == 2
    found = drafts()
    assert found[town[0].uuid]["words"] == "檩条进场。"
    assert found[town[0].uuid]["quantities"] == {"m1": "210"}
    assert len(found[town[0].uuid]["nodes"]) == 1
    assert found[town[1].uuid]["words"] == "无变化，因为等上级批复"
    assert town[2].uuid not in found
    assert not Report.rows.exists()
    by = county.by("reporter", "金溪镇", EVENING)
    actions.send_drafts(by, {draft.report: draft.version for draft in ReportDraft.rows.all()})
    assert ReportQuantity.rows.get().value == Decimal(210)


def test_what_wps_does_to_a_file_does_no_harm(county, town):
    rows = sheet_of(county)
    rows[FIRST][VALUE], rows[FIRST][PASSED] = "１，２１０．５ 万元", "3月20日"
    rows[FIRST + 1][VALUE], rows[FIRST + 1][PASSED] = "12", date(2026, 3, 20)
    rows[FIRST + 2][WORDS] = "=进场"
    order = [9, 7, 0, 1, 4, 3, 6, 5, 8, 2]
    mixed = [[row[column] for column in order] for row in (*rows[: FIRST - 1], *reversed(rows[FIRST:]))]
    mixed.insert(2, [rows[2][column] for column in order])
    mixed.insert(4, [""] * 10)
    mixed += [[""] * 10, ["", "", "填报人", "", "", "", "", "", "小联", ""]]
    mixed = [[f"'{cell}" if cell == "=进场" else cell for cell in row] for row in mixed]
    assert take(county, mixed).filled == 3
    found = drafts()
    assert found[town[0].uuid]["quantities"] == {"m1": "１，２１０．５ 万元"}
    assert len(found[town[0].uuid]["nodes"]) == len(found[town[1].uuid]["nodes"]) == 1
    by = county.by("reporter", "金溪镇", EVENING)
    actions.send_drafts(by, {draft.report: draft.version for draft in ReportDraft.rows.all()})
    assert {row.value for row in ReportQuantity.rows.all()} == {Decimal("1210.5"), Decimal(12)}


def test_a_sheet_without_its_hidden_column_is_known_by_numbers_and_names(county, town):
    rows = [row[:9] for row in sheet_of(county)]
    rows[FIRST + 1][VALUE], rows[FIRST + 1][PASSED] = 30, "已完成"
    assert take(county, rows).filled == 1
    fields = drafts()[town[1].uuid]
    assert fields["quantities"] == {"m1": "30"}
    assert len(fields["nodes"]) == 1


def test_faults_stand_at_their_cells_and_nothing_is_taken(county, town):
    rows = sheet_of(county)
    rows[FIRST][VALUE], rows[FIRST][WORDS] = "十二", "进场。"
    rows[FIRST + 1][PASSED], rows[FIRST + 1][WORDS] = "大概", "好" * 151
    rows[FIRST + 2][VALUE] = date(2026, 6, 30)
    rows.append([*rows[FIRST][:9], ""])
    rows[-1][NUMBER], rows[-1][VALUE], rows[-1][NODE] = "重 999", "", ""
    found = faults_of(county, rows)
    assert set(found) == {"Sheet1!E4", "Sheet1!G5", "Sheet1!H5", "Sheet1!E6", "Sheet1!A7"}
    assert "不是一个数" in found["Sheet1!E4"]
    assert "151 字" in found["Sheet1!H5"]
    assert "日期" in found["Sheet1!E6"]
    assert "重 999" in found["Sheet1!A7"]


def test_no_change_without_a_reason_and_both_at_once_are_refused(county, town):
    rows = sheet_of(county)
    rows[FIRST][REASON] = "无变化"
    rows[FIRST + 1][REASON], rows[FIRST + 1][WORDS] = "等批复", "进场。"
    assert set(faults_of(county, rows)) == {"Sheet1!I4", "Sheet1!I5"}


def test_a_sheet_of_another_unit_or_period_is_refused(county, town):
    matters_of(county, "石桥镇", 1)
    with pytest.raises(BadInput, match="这是石桥镇的表"):
        take(county, sheet_of(county, "石桥镇"))
    rows = sheet_of(county)
    rows[0] = [str(cell).replace("2026-03", "2026-02") for cell in rows[0]]
    with pytest.raises(BadInput, match="这是2026年2月的表"):
        take(county, rows)


def test_an_empty_cell_takes_nothing_away_and_what_is_replaced_is_told(county, town):
    rows = sheet_of(county)
    by = county.by("reporter", "金溪镇", EVENING)
    actions.save_draft(by, town[0].uuid, "2026-03", Entered("页面上写的。", {"m1": "5"}), Basis())
    actions.save_draft(by, town[1].uuid, "2026-03", Entered("留着。"), Basis())
    rows[FIRST][WORDS], rows[FIRST + 1][VALUE] = "表里写的。", 7
    taken = take(county, rows)
    assert taken.replaced == [night(by, county.units["金溪镇"]).rows[0].number]
    assert drafts()[town[0].uuid] | {"nodes": []} == {"words": "表里写的。", "quantities": {"m1": "5"}, "nodes": []}
    assert drafts()[town[1].uuid]["words"] == "留着。"


def test_the_sheet_brings_along_what_is_on_the_page_already(county, town):
    by = county.by("reporter", "金溪镇", EVENING)
    actions.save_draft(by, town[0].uuid, "2026-03", Entered("页面上写的。", {"m1": "5"}), Basis())
    rows = sheet_of(county)
    assert (rows[FIRST][VALUE], rows[FIRST][WORDS]) == (5, "页面上写的。")
    taken = take(county, rows)
    assert (taken.filled, taken.same) == (0, 1)


def test_a_restricted_matter_travels_in_no_file(county, town):
    Matter.rows.filter(uuid=town[0].uuid).update(restricted=True)
    assert "金溪镇第0项" not in str(sheet_of(county))


def test_the_pages_form_takes_the_sheet_and_shows_its_faults_by_cell(county, town):
    client, address = signed_in("reporter-金溪镇"), reverse("intake:return_sheet")
    down = client.get(address)
    rows = files.cells_of(down.content)
    rows[FIRST][VALUE] = "十二"
    answer = client.post(address, {"file": SimpleUploadedFile("表.xlsx", files.saved(rows))})
    assert answer.status_code == 422
    assert "Sheet1!E4" in answer.content.decode()
    rows[FIRST][VALUE] = 12
    answer = client.post(address, {"file": SimpleUploadedFile("表.xlsx", files.saved(rows))})
    assert answer.headers["Location"].startswith(reverse("matters:night"))


# The office's forty.


def many_towns(county, n: int = 40) -> list[str]:
    """Forty units with a matter each, claimed."""
    founder = system(clock.moment(world.FOUNDED))
    units = [NewUnit(f"第{place}街道办事处", f"{place}街道", "town", 50 + place) for place in range(10, 10 + n)]
    found_units(founder, units, world.FOUNDED)
    posts = [
        NewPost(unit.unit, "主任", "head", 500 + place, f"头{place}", username=f"h{place}")
        for place, unit in enumerate(units)
    ]
    appoint(founder, posts, world.FOUNDED)
    for unit, post in zip(units, posts, strict=True):
        county.units[unit.short] = unit.unit
        county.posts[("head", unit.short)] = post
        matters_of(county, unit.short, 1)
    return [unit.short for unit in units]


def returned(county, unit: str, words: str = "单位写的。") -> bytes:
    """A unit's sheet as the office downloaded it for the unit, filled in."""
    by = county.by("clerk", at=EVENING)
    rows = files.cells_of(return_workbook(night(by, county.units[unit])))
    rows[FIRST][WORDS], rows[FIRST][VALUE] = words, 12
    return files.saved(rows)


def hand_in(county, *handed: File):
    return take_returned(county.by("clerk", at=EVENING), MARCH, handed)


def test_forty_sheets_are_filed_each_for_its_unit_with_the_file_as_its_paper(county):
    units = many_towns(county)
    sheets = [File(f"{unit}.xlsx", returned(county, unit)) for unit in units]
    broken = files.cells_of(sheets[7].data)
    broken[FIRST][VALUE] = "十二"
    sheets[7] = File(sheets[7].name, files.saved(broken))
    outcomes = hand_in(county, *sheets)
    assert sum(one.filed for one in outcomes) == 39
    assert [(one.unit, one.faults[0].place) for one in outcomes if one.faults] == [(units[7], "Sheet1!E4")]
    report = Report.rows.get(matter=Matter.rows.get(unit=county.units[units[0]]).uuid)
    assert report.on_behalf_of == county.units[units[0]]
    assert Filing.rows.get(report=report.uuid).signed_on == date(2026, 3, 27)
    digest = ReportEvidence.rows.get(fact=report).digest
    assert evidence.read(digest) == sheets[0].data
    assert Blob.rows.get(digest=digest).name == f"{units[0]}.xlsx"
    assert not Report.rows.filter(matter=Matter.rows.get(unit=county.units[units[7]]).uuid).exists()


def test_the_same_files_again_file_nothing_twice_and_a_corrected_one_replaces_the_first(county, town):
    sheet = File("金溪镇.xlsx", returned(county, "金溪镇"))
    assert [one.filed for one in hand_in(county, sheet, sheet)] == [1, 0]
    assert hand_in(county, sheet)[0].same == 1
    assert hand_in(county, File("金溪镇改.xlsx", returned(county, "金溪镇", "改过的。")))[0].filed == 1
    assert Report.rows.get(uuid=Filing.rows.get(newest=True).report).words == "改过的。"


def test_a_corrected_sheet_keeps_what_the_office_had_entered_of_the_co_units(county):
    matter = world.issue_matter(county, others=(("资源局", "co"),))
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 3, 20)})
    bureau, since = county.units["资源局"], date(2026, 3, 20)
    filed = actions.FiledReport(matter.uuid, "2026-03", "电话里说的。", undelivered=((bureau, since),))
    actions.file_reports(county.by("clerk", at=EVENING).acting_for(county.units["金溪镇"]), [filed])
    assert hand_in(county, File("金溪镇.xlsx", returned(county, "金溪镇", "表里写的。")))[0].filed == 1
    assert Report.rows.get(uuid=Filing.rows.get(newest=True).report).words == "表里写的。"
    assert Line.rows.get(matter=matter, unit=bureau).undelivered_since == since


def test_of_two_sheets_of_a_unit_the_first_good_one_is_taken_and_the_other_named(county, town):
    broken = files.cells_of(returned(county, "金溪镇"))
    broken[FIRST][VALUE] = "十二"
    outcomes = hand_in(
        county,
        File("金溪镇1.xlsx", files.saved(broken)),
        File("金溪镇2.xlsx", returned(county, "金溪镇")),
        File("金溪镇3.xlsx", returned(county, "金溪镇", "另一份。")),
    )
    assert [one.filed for one in outcomes] == [0, 1, 0]
    assert "已有一份：金溪镇2.xlsx" in outcomes[2].faults[0].problem


def test_a_sheet_is_matched_by_its_file_name_where_its_mark_is_gone(county, town):
    matters_of(county, "石桥镇", 1)
    rows = [row[:9] for row in files.cells_of(returned(county, "金溪镇"))]
    rows[0], rows[1] = [""] * 9, [""] * 9
    plain = files.saved(rows)
    by_name, unknown, two = hand_in(
        county, File("3月填报-金溪镇(1).xlsx", plain), File("填报.xlsx", plain), File("金溪镇和石桥镇.xlsx", plain)
    )
    assert (by_name.unit, by_name.filed) == ("金溪镇", 1)
    assert "看不出是哪个单位" in unknown.faults[0].problem
    assert two.faults


def test_a_file_that_bears_another_units_name_is_refused(county, town):
    matters_of(county, "石桥镇", 1)
    outcome = hand_in(county, File("石桥镇.xlsx", returned(county, "金溪镇")))[0]
    assert "文件名写的是石桥镇，表是金溪镇的" in outcome.faults[0].problem
    assert not Report.rows.exists()


def test_the_office_does_not_replace_a_units_own_word(county, town):
    sheet = returned(county, "金溪镇")
    world.report(county, town[0], "金溪镇", EVENING, "2026-03", role="reporter", words="自己报的。")
    outcome = hand_in(county, File("金溪镇.xlsx", sheet))[0]
    assert "已在页面上报过" in outcome.faults[0].problem
    assert Filing.rows.filter(newest=True).count() == 1


def test_an_archive_with_names_in_gbk_and_waste_in_it_is_opened(county, town):
    data = returned(county, "金溪镇")
    packed = files.archive({"收表/金溪镇.xlsx": data, "__MACOSX/x.xlsx": b"x", "收表/~$金溪镇.xlsx": b"x"})
    assert [file.name for file in unpacked([File("收表.zip", packed)])] == ["金溪镇.xlsx"]
    assert hand_in(county, File("收表.zip", packed))[0].filed == 1


def test_a_marked_sheet_is_refused_and_not_kept(county, town):
    rows = files.cells_of(returned(county, "金溪镇"))
    rows[1][0] = "秘密★1年"
    outcome = hand_in(county, File("金溪镇.xlsx", files.saved(rows)))[0]
    assert "密级" in outcome.faults[0].problem
    assert not Blob.rows.exists()


def test_whatever_is_dropped_gets_its_line_in_the_table(county, town):
    outcomes = hand_in(
        county,
        File("照片.png", b"\x89PNG"),
        File("坏.xlsx", b"PK\x03\x04zz"),
        File("金溪镇.xlsx", returned(county, "金溪镇")),
    )
    assert [bool(one.faults) for one in outcomes] == [True, True, False]


def test_the_clerk_sees_who_is_missing_and_drops_the_files_there(county, town):
    clerk, by = signed_in("clerk"), county.by("clerk", at=EVENING)
    assert [(one.name, one.due, one.missing) for one in owed(by).units] == [("金溪镇", 3, 3)]
    assert not [one for one in waiting_for(by) if one.group == "填报"]  # three days are left
    eve = county.by("clerk", at=date(2026, 3, 28))
    assert "1 个单位 3 项没有报" in next(one.title for one in waiting_for(eve) if one.group == "填报")
    upload = SimpleUploadedFile("金溪镇.xlsx", returned(county, "金溪镇"))
    answer = clerk.post(reverse("intake:returned_sheets"), {"files": [upload]})
    assert "代报 1 项" in answer.content.decode()
    assert owed(by).units[0].missing == 2
    assert ReportNode.rows.count() == 0
    assert signed_in("reporter-金溪镇").get(reverse("intake:returned_sheets")).status_code == 403
