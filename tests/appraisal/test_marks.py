"""The assessment office marks what no indicator feeds: all units of a group in one table, or in its workbook."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from tests.appraisal import story

from luoshi.appraisal import actions, queries
from luoshi.appraisal.marking import Mark
from luoshi.appraisal.models import MarkSheet
from luoshi.appraisal.queries.touched import changes_waiting
from luoshi.core.errors import BadInput, NotAllowed
from luoshi.core.scoring import verify
from luoshi.facts import clock, evidence
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

TERM = "quality@2026-03"
DAY = date(2026, 3, 31)
TOWNS = ("金溪镇", "石桥镇")


@pytest.fixture
def asked(county):
    """A scheme with a ballot of the towns and one mark of the office for every unit; March is over."""
    actions.adopt_scheme(story.clerk(county, date(2026, 3, 2)), "quality", story.MARKED, date(2026, 3, 1), "month")
    return county


@pytest.fixture
def page(asked, client):
    client.force_login(Account.rows.get(username="assessment"))
    with clock.at(clock.moment(DAY, 15)):
        yield client


def given(county, quality=("20", "18.5"), reason="一件返工"):
    """The two towns' marks: the office's own, and those of five voters."""
    own = [
        Mark(county.units[name], (Decimal(mark),), "" if mark == "20" else reason)
        for name, mark in zip(TOWNS, quality, strict=True)
    ]
    ballot = [
        Mark(county.units["金溪镇"], tuple(map(Decimal, ("60", "90", "91", "92", "100")))),
        Mark(county.units["石桥镇"], tuple(map(Decimal, ("80", "81", "82", "83", "84")))),
    ]
    return {"quality": own, "ballot": ballot}


def test_marks_are_facts_and_rank_without_the_highest_and_the_lowest(asked):
    office = story.clerk(asked, DAY)
    waiting = queries.waiting_for(office)[0]
    assert (waiting.title, waiting.url) == (
        "2026年3月（工作质量测评）的工作质量、民主测评等考核办打分",
        f"/appraisal/{TERM}/marks",
    )
    with pytest.raises(BadInput, match="工作质量、民主测评还没有打分"):
        actions.close_ranking(office, TERM)
    assert actions.give_marks(office, TERM, given(asked)) == 2
    closed = actions.close_ranking(office, TERM)
    towns = next(table for table in queries.ranking_table(TERM) if table.group == "towns")
    assert [(row.unit_name, row.score) for row in towns.rows] == [
        ("金溪镇", Decimal("92.80")),  # 20 + 80 × (90 + 91 + 92) / 300
        ("石桥镇", Decimal("84.10")),  # 18.5 + 80 × 82 / 100
    ]
    found = queries.why(office, TERM, asked.units["石桥镇"])
    assert [(line.name, line.actual, line.note) for line in found.lines] == [
        ("工作质量", "18.5", "一件返工"),
        ("民主测评", "80、81、82、83、84", ""),
    ]
    assert any("去掉最高和最低各 1 个" in said or "82" in said for said in found.sentences)
    assert verify(evidence.read(closed.package)).holds
    assert rebuild(check=True) == []


def test_a_group_is_marked_whole_and_what_is_taken_off_needs_its_ground(asked):
    units, office = asked.units, story.clerk(asked, DAY)
    half = {"quality": [Mark(units["金溪镇"], (Decimal(15),))]}
    with pytest.raises(BadInput) as refused:
        actions.give_marks(office, TERM, half)
    assert {(one.place, one.problem) for one in refused.value.faults} == {
        ("金溪镇 工作质量", "没有得满分，没有写理由"),
        ("石桥镇 工作质量", "石桥镇的“工作质量”没有打分"),
    }
    spared = [Mark(units["金溪镇"], (Decimal(20),)), Mark(units["石桥镇"], (), "本月整体借调")]
    actions.give_marks(office, TERM, {"quality": spared})
    with pytest.raises(BadInput, match="没有改动"):
        actions.give_marks(office, TERM, {"quality": spared})
    with pytest.raises(BadInput, match="还没有截止"):
        actions.give_marks(story.clerk(asked, date(2026, 3, 20)), TERM, given(asked))
    with pytest.raises(NotAllowed):
        actions.give_marks(asked.by("clerk", at=DAY), TERM, given(asked))


def test_marks_changed_after_the_sealing_need_a_reason_and_are_told(asked):
    office = story.clerk(asked, DAY)
    actions.give_marks(office, TERM, given(asked))
    actions.close_ranking(office, TERM)
    later = story.clerk(asked, date(2026, 4, 2))
    with pytest.raises(BadInput, match="已经封存"):
        actions.give_marks(later, TERM, {"quality": given(asked, ("20", "16"))["quality"]})
    actions.give_marks(later, TERM, {"quality": given(asked, ("20", "16"))["quality"]}, "复核多一件返工")
    (told,) = changes_waiting(later)
    assert "石桥镇 工作质量 18.5 → 16；名次不变" in told.sentence


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong_beside_it(asked, page):
    names = {
        f"{item}:{asked.units[name]}": mark
        for item, name, mark in (
            ("quality", "金溪镇", "20"),
            ("quality", "石桥镇", "25"),
            ("ballot", "金溪镇", "90 八十"),
            ("ballot", "石桥镇", "80 82"),
        )
    }
    typed = {f"mark:{key}": mark for key, mark in names.items()}
    answer = page.post(f"/appraisal/{TERM}/marks", typed)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "打了 25 分；0 到 20 分" in words
    assert "“八十”不是一个数" in words
    assert 'value="90 八十"' in words
    assert not MarkSheet.rows.exists()
    typed |= {f"mark:quality:{asked.units['石桥镇']}": "19", f"why:quality:{asked.units['石桥镇']}": "迟报一次"}
    typed |= {f"mark:ballot:{asked.units['金溪镇']}": "90；88.5、91"}
    assert page.post(f"/appraisal/{TERM}/marks", typed).status_code == 302
    found = page.get(f"/appraisal/{TERM}/marks?format=json").json()
    towns = {one["unit"]: one["marks"] for one in found["units"] if one["group"] == "镇办"}
    assert towns["金溪镇"]["ballot"]["marks"] == [90, 88.5, 91]
    assert towns["石桥镇"]["quality"] == {"marks": [19], "reason": "迟报一次"}


def test_the_workbook_goes_out_and_comes_back_with_faults_at_its_cells(asked, page):
    actions.give_marks(story.clerk(asked, DAY), TERM, given(asked))
    address = f"/appraisal/{TERM}/marks/file"
    rows = CalamineWorkbook.from_filelike(io.BytesIO(page.get(address).content)).get_sheet_by_name("打分表").to_python()
    assert rows[0] == ["分组", "单位", "工作质量", "工作质量（理由）", "民主测评", "民主测评（理由）"]
    at = next(n for n, row in enumerate(rows) if row[1] == "石桥镇")
    assert rows[at][2:5] == ["18.5", "一件返工", "80 81 82 83 84"]
    rows[at][2], rows[at][4] = "21", "80 x"
    answer = page.post(address, {"file": workbook(rows)})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert f"打分表!C{at + 1}" in words
    assert f"打分表!E{at + 1}" in words
    rows[at][2], rows[at][3], rows[at][4] = "17", "", "85 86"
    assert f"打分表!C{at + 1}" in page.post(address, {"file": workbook(rows)}).content.decode()  # no ground
    rows[at][3] = "两件返工"
    assert page.post(address, {"file": workbook(rows)}).status_code == 302
    assert MarkSheet.rows.count() == 4


def workbook(rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("打分表")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    out.seek(0)
    out.name = "打分表.xlsx"
    return out


def test_a_method_that_needs_a_target_is_refused_for_marks(asked):
    text = story.MARKED.replace('method = "as_is"', 'method = "completion"')
    with pytest.raises(BadInput, match="没有目标、基数和笔数"):
        actions.adopt_scheme(story.clerk(asked, DAY), "quality", text, date(2026, 4, 1))
