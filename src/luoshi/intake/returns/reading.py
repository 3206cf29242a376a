"""The sheet as it comes back: what was filled in, line by line, with every fault at its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.secrecy import refuse_if_secret
from luoshi.core.sheets import Sheet, read_sheets
from luoshi.intake.returns.columns import (
    MARK,
    NODE,
    NUMBER,
    PASSED,
    REASON,
    VALUE,
    WHAT,
    WORDS,
    Mark,
    bare,
    find_columns,
    find_stamp,
)
from luoshi.matters.entering import NODES, QUANTITY, Entered, wrong
from luoshi.matters.entering import WORDS as SENTENCE
from luoshi.matters.queries import Night, NightRow

_YES = re.compile(r"[✓✔√☑vVyY1是对]|已?(?:通过|完成|办结|达到)|yes|true|ok|done", re.IGNORECASE)
_NO = re.compile(r"[×✗xXnN0否-]|未.*|没有?.*|no|false|/|—", re.IGNORECASE)
_DAY = re.compile(r"(?:\d{4}[-./年])?\d{1,2}[-./月]\d{1,2}日?")
_UNCHANGED = re.compile(r"^(?:本[期月])?(?:没有|无)变化[，,、：:\s]*(?:是?因为)?[：:，,…\s]*")


@dataclass(frozen=True, slots=True)
class Opened:
    """A returned file with the sheet that is ours: whose and of which period, as far as it still says so."""

    name: str
    sheet: Sheet
    header: int
    columns: Mapping[int, int]
    unit: UUID | None
    period: str

    def cell(self, at: int, place: int) -> str:
        column, row = self.columns.get(place), self.sheet.rows[at]
        return row[column] if column is not None and column < len(row) else ""

    def address(self, at: int, place: int) -> str:
        return self.sheet.address(at, self.columns.get(place, 0))

    def holds_day(self, at: int, place: int) -> bool:
        return (at, self.columns.get(place, -1)) in self.sheet.days

    @property
    def heading(self) -> str:
        """The words above the table, where a unit's name may stand."""
        return "".join("".join(row) for row in self.sheet.rows[: self.header])


def open_return(name: str, data: bytes) -> Opened:
    """Raises BadInput where the file is no sheet of ours, is damaged, or bears a mark of secrecy."""
    if not name.lower().endswith((".xlsx", ".xls")):
        raise BadInput(Fault("不是填报表", "交下载的那张 .xlsx 表", file=name))
    sheets = read_sheets(name, data)
    refuse_if_secret(name, "\n".join("\t".join(row) for sheet in sheets for row in sheet.rows[:10]), data)
    for sheet in sheets:
        header, columns = find_columns(sheet.rows)
        if columns:
            unit, period = find_stamp(sheet.rows) or (None, "")
            return Opened(name, sheet, header, columns, unit, period)
    raise BadInput(Fault("找不到表头“编号”“本期一句话”", "在下载的表里填，不要删掉表头", file=name))


@dataclass(slots=True)
class Filled:
    """What a sheet says of one matter, and in which cell it says it."""

    row: NightRow
    words: list[str] = field(default_factory=list)
    reason: str = ""
    quantities: dict[str, str] = field(default_factory=dict)
    nodes: list[str] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def entered(self) -> Entered:
        words = f"无变化，因为{self.reason}" if self.reason else "；".join(self.words)
        return Entered(words, dict(sorted(self.quantities.items())), tuple(sorted(set(self.nodes))))


def filled_rows(opened: Opened, night: Night) -> list[Filled]:
    """What was filled in, by matter. Lines with nothing in them are passed over. Raises BadInput with every fault."""
    reading = _Reading(opened, night)
    for at in range(opened.header + 1, len(opened.sheet.rows)):
        reading.line(at)
    found = [one for one in reading.filled.values() if one.entered.answered or one.reason or one.words]
    for one in found:
        reading.check(one)
    if reading.faults:
        raise BadInput.of(Fault(fault.problem, fault.remedy, fault.place, opened.name) for fault in reading.faults)
    if not found:
        raise BadInput(Fault("表里一项也没有填", "填白格，再交来", file=opened.name))
    return found


class _Reading:
    """One pass over the lines of a sheet."""

    def __init__(self, opened: Opened, night: Night) -> None:
        self.opened, self.night = opened, night
        self.rows = {row.matter.uuid: row for row in night.rows}
        self.by_number = {bare(name): row for row in night.rows for name in (row.number, row.matter.number)}
        self.filled: dict[UUID, Filled] = {}
        self.faults: list[Fault] = []

    def line(self, at: int) -> None:
        opened = self.opened
        value, passed, words, reason = (opened.cell(at, place).strip() for place in (VALUE, PASSED, WORDS, REASON))
        if not (value or passed or words or reason):
            return
        mark = Mark.of(opened.cell(at, MARK))
        row = self._row(mark, opened.cell(at, NUMBER))
        if row is None:
            self._sum_or_stranger(at)
            return
        known = self.filled.setdefault(row.matter.uuid, Filled(row))
        if value:
            self._value(at, known, mark, value)
        if passed:
            self._passed(at, known, mark, passed)
        if words:
            known.words.append(words)
            known.cells.setdefault(SENTENCE, opened.address(at, WORDS))
        if reason:
            known.reason = _UNCHANGED.sub("", reason) or known.reason
            known.cells["reason"] = opened.address(at, REASON)
            if not known.reason:
                self._fault("只写了无变化，没有写原因", "写因为什么", at, REASON)

    def _row(self, mark: Mark | None, number: str) -> NightRow | None:
        if mark is not None:
            return self.rows.get(mark.matter)
        return self.by_number.get(bare(number)) if number else None

    def _sum_or_stranger(self, at: int) -> None:
        number = self.opened.cell(at, NUMBER)
        if re.match(r"合\s*计|小\s*计|备\s*注|填[报表]人|审核|负责人", number):
            return
        unit = self.night.unit_name
        said = f"“{number}”" if number else "这一行"
        self._fault(f"{said}不是{unit}本期要填报的事项", "核对编号；已经了结的删掉这一行", at, NUMBER)

    def _value(self, at: int, known: Filled, mark: Mark | None, value: str) -> None:
        code = mark.code if mark is not None else self._code(known.row, self.opened.cell(at, WHAT))
        if not code:
            self._fault("这一行没有要填的数", "数写在左边写明了名称的那一行", at, VALUE)
        elif self.opened.holds_day(at, VALUE):
            self._fault("这一格被表格改成了日期", "把格式设成常规，重写这个数", at, VALUE)
        elif known.quantities.get(code, value) != value:
            self._fault("同一个数写了两遍，不一样", "留对的一个", at, VALUE)
        else:
            known.quantities[code] = value
            known.cells[QUANTITY + code] = self.opened.address(at, VALUE)

    def _code(self, row: NightRow, what: str) -> str:
        """The number meant by its name, where the hidden column is gone; the only one where there is only one."""
        every = [*(one.measure for one in row.numbers), *(one.measure for one in row.supplied)]
        named = [one.code for one in every if what and bare(what).startswith(bare(one.name))]
        only = [one.measure.code for one in row.numbers] if len(row.numbers) == 1 and not named else []
        return next(iter([*named, *only]), "")

    def _passed(self, at: int, known: Filled, mark: Mark | None, passed: str) -> None:
        node = mark.node if mark is not None else self._node(known.row, self.opened.cell(at, NODE))
        yes = self.opened.holds_day(at, PASSED) or _YES.fullmatch(passed) or _DAY.fullmatch(passed)
        if yes and node:
            known.nodes.append(node)
            known.cells.setdefault(NODES, self.opened.address(at, PASSED))
        elif yes:
            self._fault("这一行没有节点", "写在左边写明了节点的那一行", at, PASSED)
        elif not _NO.fullmatch(passed):
            self._fault(f"“{passed}”看不出通过了没有", "通过了写 ✓，没有就空着", at, PASSED)

    def _node(self, row: NightRow, words: str) -> str:
        wanted = bare(words)
        nodes = [*row.nodes, *row.later]
        return next((str(one.node.uuid) for one in nodes if wanted and bare(one.node.title) == wanted), "")

    def check(self, known: Filled) -> None:
        if known.reason and known.words:
            self.faults.append(Fault("又写了进展，又写了无变化", "留一样", known.cells.get("reason", "")))
        for where, fault in wrong(known.entered, known.row.asked):
            cell = known.cells.get(where) or known.cells.get("reason") or known.cells.get(SENTENCE, "")
            self.faults.append(Fault(fault.problem, fault.remedy, cell))

    def _fault(self, problem: str, remedy: str, at: int, place: int) -> None:
        self.faults.append(Fault(problem, remedy, self.opened.address(at, place)))
