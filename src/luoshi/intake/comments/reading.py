"""A returned comment sheet: whose it is, what was changed in its cells, and the reasons beside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.files import Table, read_file
from luoshi.core.reading.grammar.dues import due_of_cell
from luoshi.core.reading.grammar.moments import Calendar
from luoshi.core.reading.secrecy import refuse_secret_file
from luoshi.intake.returns.matching import units_named
from luoshi.matters.actions import CommentWanted
from luoshi.matters.comment_mark import find_mark
from luoshi.matters.models import CirculatedRow, LineRole, RowOut
from luoshi.matters.queries.circulating.shown import leads_named, others_named
from luoshi.matters.row_forms import BETWEEN
from luoshi.org.directory import Directory

COLUMNS = ("序号", "任务内容", "牵头领导", "牵头单位", "配合单位", "完成时限", "修改意见及理由")
PLACE, TITLE, LEADER, LEAD, CO, DUE, OPINION = COLUMNS
_NOTHING = re.compile(r"(?:暂?无|没有|—|-|/)?(?:修改|不同)?(?:意见|异议)?(?:及理由)?|同意")
_UNIT_LINE = re.compile(r"单位(?:（盖章）|\(盖章\))?[:：](.{2,40}?)(?:主要负责人|联系人|$)")


def bare(text: str) -> str:
    """Words as they are compared: without spaces, brackets and what stands between names."""
    return re.sub(r"\s|\(.*?\)|[、,;。]", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Opened:
    """A returned file: its table, where its columns stand, whose it is as far as it says so."""

    name: str
    table: Table
    header: int
    columns: Mapping[str, int]
    text: str

    def cell(self, at: int, column: str) -> str:
        row, place = self.table[at], self.columns[column]
        return row[place].text.strip() if place < len(row) else ""


def open_sheet(name: str, data: bytes) -> Opened:
    """Raises BadInput where the file is no comment sheet, is damaged, or bears a mark of secrecy."""
    refuse_secret_file(name, data)
    source = read_file(name, data)
    for table in source.tables:
        for at, row in enumerate(table[:5]):
            words = [bare(cell.text) for cell in row]
            if all(column in words for column in COLUMNS):
                return Opened(name, table, at, {column: words.index(column) for column in COLUMNS}, source.text)
    raise BadInput(Fault("不是征求意见反馈表", "交下载的那张 Word 反馈表，不要删表头和列", file=name))


def unit_of(opened: Opened, circulation: UUID, names: Directory) -> UUID:
    """Whose sheet it is: by its hidden mark, else by its file's name or the line for the seal.

    Raises BadInput where none or several fit, or where it is another draft's.
    """
    marked = find_mark(opened.text)
    if marked is not None:
        if marked[0] != circulation:
            raise BadInput(Fault("这是另一稿的反馈表", "到那一稿的页面上交", file=opened.name))
        return marked[1]
    line = _UNIT_LINE.search(opened.text)
    for words in (opened.name, line[1] if line else ""):
        named = units_named(words, names)
        if len(named) == 1:
            return next(iter(named))
    raise BadInput(Fault("看不出是哪个单位的表", "文件名写上单位，如“金溪镇.docx”", file=opened.name))


@dataclass(slots=True)
class Reading:
    """One pass over the lines of a unit's sheet."""

    opened: Opened
    rows: Mapping[int, tuple[RowOut, CirculatedRow]]
    """Place → the row as it stands, and as it was sent out: a sheet may be older than the last decision."""
    names: Directory
    when: Calendar
    faults: list[Fault] = field(default_factory=list)

    def comments(self) -> list[CommentWanted]:
        """What the sheet asks for. Raises BadInput with every fault at its place."""
        found = []
        for at in range(self.opened.header + 1, len(self.opened.table)):
            comment = self._line(at)
            if comment is not None:
                found.append(comment)
        if self.faults:
            raise BadInput.of(self.faults)
        return found

    def _line(self, at: int) -> CommentWanted | None:
        cells = {column: self.opened.cell(at, column) for column in COLUMNS}
        if not any(cells.values()):
            return None
        digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", cells[PLACE]))
        row = self.rows.get(int(digits)) if digits else None
        if row is None:
            self._fault(f"表格第 {at + 1} 行", "这一行不是本单位的任务", "新的意见写在所涉任务的右栏，这一行删去")
            return None
        where = f"第 {digits} 项"
        changes = self._changes(row, cells, where)
        opinion = "" if _NOTHING.fullmatch(bare(cells[OPINION])) else cells[OPINION]
        if changes and not opinion:
            self._fault(f"{where}“{OPINION}”", "改了任务没有写理由", "在右栏写依据：职责、文件或实际情况")
        return CommentWanted(row[0].uuid, opinion, changes) if changes or opinion else None

    def _changes(self, row: tuple[RowOut, CirculatedRow], cells: Mapping[str, str], where: str) -> dict[str, Any]:
        says = [_printed(one, self.names) for one in row]
        moved = [
            column
            for column in (TITLE, LEADER, LEAD, CO, DUE)
            if bare(cells[column]) not in {bare(one[column]) for one in says}
        ]
        changes: dict[str, Any] = {}
        if TITLE in moved:
            changes["title"] = cells[TITLE]
        if LEADER in moved and row[0].leader is not None:
            self._fault(f"{where}“{LEADER}”", "牵头领导不在这里改", "恢复原来的，意见写在右栏")
        if DUE in moved:
            self._due(cells[DUE], where, row[0], changes)
        if LEAD in moved and row[0].parts:
            self._fault(f"{where}“{LEAD}”", "分到各单位的任务不在这里改单位", "恢复原来的，意见写在右栏")
        elif LEAD in moved or CO in moved:
            self._units(cells, where, row[0], LEAD in moved, changes)
        return changes

    def _due(self, words: str, where: str, item: RowOut, changes: dict[str, Any]) -> None:
        day = due_of_cell(words, self.when).day
        if day is None:
            self._fault(f"{where}“{DUE}”", f"“{words}”看不出是哪一天", "写成几月几日；没有日子的写在右栏")
        elif day != item.due:
            changes["due"] = day

    def _units(
        self, cells: Mapping[str, str], where: str, item: RowOut, lead_moved: bool, changes: dict[str, Any]
    ) -> None:
        leads = self._named(cells[LEAD], item, f"{where}“{LEAD}”")
        others = self._named(cells[CO], item, f"{where}“{CO}”")
        if not leads:
            self._fault(f"{where}“{LEAD}”", "牵头单位空着", "写一个单位")
        elif lead_moved and leads[0] != item.unit:
            changes["unit"] = leads[0]
        changes["others"] = [*leads[1:], *others]

    def _named(self, words: str, item: RowOut, place: str) -> list[UUID]:
        """The units of a cell in their order; one word for several (各镇办) stands for those it stood for."""
        found: list[UUID] = []
        for name in filter(None, BETWEEN.split(words)):
            together = [UUID(one["unit"]) for one in item.others if one.get("unit") and one.get("words") == name]
            named = units_named(name, self.names)
            if len(named) == 1:
                found += named
            elif together:
                found += together
            elif name not in {one.get("words") for one in item.others}:
                self._fault(place, f"“{name}”不在单位名册里", "写单位简称或全称，几个单位用顿号分开")
        return found

    def _fault(self, place: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(problem, remedy, place, self.opened.name))


def _printed(one: RowOut | CirculatedRow, names: Directory) -> dict[str, str]:
    """A row's cells as the sheet printed them."""
    due = f"{one.due.month}月{one.due.day}日前" if one.due else one.due_text
    return {
        TITLE: one.title,
        LEADER: names.post_label(one.leader),
        LEAD: "、".join(leads_named(one, names)),
        CO: "、".join(others_named(one.others, LineRole.CO, names)),
        DUE: due,
    }
