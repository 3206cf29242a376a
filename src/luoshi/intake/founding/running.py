"""The running ledger and what has been done of it, as matters to take over and matters to issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.errors import Fault
from luoshi.intake.founding.columns import ENDED, PROGRAMMES
from luoshi.intake.founding.house import House, leader_named
from luoshi.intake.founding.tables import Row, Table, is_example
from luoshi.intake.ledgers.rows import LedgerRows, Taken
from luoshi.matters.actions import Decided, LineWanted, MeasureWanted, Running
from luoshi.matters.actions.issuing import measure_wanted
from luoshi.matters.models import OriginKind, OriginLevel

ORIGINS: tuple[tuple[str, str], ...] = (
    ("批示", OriginKind.INSTRUCTION),
    ("交办", OriginKind.UPPER),
    ("提案", OriginKind.PROPOSAL),
    ("建议", OriginKind.PROPOSAL),
    ("督察", OriginKind.INSPECTION),
    ("督查", OriginKind.INSPECTION),
    ("巡", OriginKind.INSPECTION),
    ("会", OriginKind.MEETING),
    ("纪要", OriginKind.MEETING),
)
"""A word in 来源 → the kind of origin; with none of them it is a document."""
LEVELS: tuple[tuple[str, str], ...] = (
    ("中央", OriginLevel.CENTRE),
    ("国务院", OriginLevel.CENTRE),
    ("省", OriginLevel.PROVINCE),
    ("市", OriginLevel.CITY),
)


@dataclass(slots=True)
class Entry:
    """A row of the running ledger, and what the last sheet says of it."""

    row: Row
    decided: Decided
    issued_on: date | None
    nodes: list[tuple[str, date, date | None]] = field(default_factory=list)
    quantities: dict[str, Decimal] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    ended_on: date | None = None
    done: bool = False

    def running(self) -> Running:
        assert self.issued_on is not None
        return Running(
            self.decided,
            self.issued_on,
            self.row.words("old")[:40],
            tuple(self.nodes),
            tuple(self.quantities.items()),
            self.ended_on,
            "\n".join(self.words),
        )


class RunningRows(LedgerRows):
    """The running ledger, read as any ledger is, with the number, origin, programme and day of issue of each row."""

    def __init__(self, table: Table, house: House, day: date) -> None:
        taken = Taken(house.names(), day, "", faults=table.faults)
        super().__init__(table.sheet, table.header, table.places, taken)
        self._table, self._house, self._day, self._rows = table, house, day, taken.rows
        self._read: list[tuple[int, dict[str, Any]]] = []

    def entries(self) -> dict[str, Entry | None]:
        """Old number → the matter; None where it cannot be made of its row, of which the fault is told."""
        self.read()
        found: dict[str, Entry | None] = {}
        places: dict[str, str] = {}
        for at, drafted in self._read:
            row = Row(self._table, at)
            number = row.needed("old", 40)
            entry = self._entry(row, drafted)
            if number in found:
                row.fault("old", f"编号“{number}”与 {places[number]} 重复", "一项一个编号")
            elif number:
                found[number], places[number] = entry, row.place("old")
        return found

    def take_row(self, at: int) -> None:
        if not is_example(self._table.sheet.rows[at]):
            super().take_row(at)

    def take_task(self, at: int, task: str) -> None:
        before = len(self._rows)
        super().take_task(at, task)
        self._read += [(at, drafted) for drafted in self._rows[before:]]

    def _entry(self, row: Row, drafted: dict[str, Any]) -> Entry | None:
        issued = row.day("issued")
        if issued and issued > self._day:
            row.fault("issued", f"{issued} 还没有到", "已下发的写当时的日期；还没下发的空着")
        if drafted["due"] and drafted["due"] < (issued or self._day):
            problem = f"时限 {drafted['due']} 早于下发日期" if issued else f"时限 {drafted['due']} 已经过了"
            row.fault("due", problem, "核对日期；早已下发的补上下发日期")
        if drafted["leader_words"] and drafted["leader"] is None:
            drafted["leader"] = leader_named(drafted["leader_words"], self._house.names(), drafted["unit"])
            if drafted["leader"] is None:
                row.fault("leader", f"“{drafted['leader_words']}”对不上哪位县领导", "写一位：岗位人员表里的岗位或姓名")
        programme = self._programme(row)
        if drafted["unit"] is None:
            return None
        return Entry(row, self._decided(row, drafted, programme), issued)

    def _programme(self, row: Row) -> str:
        words = row.words("programme")
        code = self._house.programme(words) if words else ""
        if code is None:
            row.fault("programme", f"“{words}”不在“{PROGRAMMES}”表里", "写专项的名称或代码，或先加上这个专项")
        return code or ""

    def _decided(self, row: Row, drafted: dict[str, Any], programme: str) -> Decided:
        level, kind = origin_of(row.words("origin"))
        return Decided(
            title=drafted["title"],
            unit=drafted["unit"],
            matter_kind=drafted["matter_kind"],
            due=drafted["due"],
            text=drafted["text"],
            leader=drafted["leader"],
            others=tuple(
                LineWanted(UUID(other["unit"]), other["role"]) for other in drafted["others"] if other["unit"]
            ),
            measures=tuple(measure_wanted(place, found) for place, found in enumerate(drafted["measures"], 1)),
            origin_level=level,
            origin_kind=kind,
            origin_words=row.words("origin"),
            programme=programme,
        )


def origin_of(words: str) -> tuple[str, str]:
    """Level and kind of an origin as offices write it: 市政府常务会议, 县委2号文件, 领导批示."""
    level = next((code for word, code in LEVELS if word in words), OriginLevel.COUNTY)
    if not words:
        return str(level), OriginKind.MEETING
    return str(level), str(next((code for word, code in ORIGINS if word in words), OriginKind.DOCUMENT))


def read_done(table: Table, entries: Mapping[str, Entry | None], day: date) -> None:
    """Puts what has been done to its rows of the ledger."""
    for row in table.rows():
        number = row.needed("old", 40)
        entry = entries.get(number)
        if entry is None:
            if number and number not in entries:
                row.fault("old", f"“台账”里没有编号“{number}”", "编号和台账写成一样")
            continue
        entry.done = True
        _node(row, entry, day)
        _quantity(row, entry)
        if row.words("words"):
            entry.words.append(row.words("words"))
        if not any(row.words(role) for role in ("node", "value", "words")):
            row.fault("node", "这一行没有写做了什么", "写一个节点、一个累计完成数，或一句情况")


def _node(row: Row, entry: Entry, day: date) -> None:
    title, passed = row.fitting("node", 100), row.day("passed")
    planned = row.day("planned") or passed
    if passed and passed > day:
        row.fault("passed", f"{passed} 还没有到", "没完成的节点不写完成日期")
    if title in (ENDED, f"已{ENDED}"):
        if passed is None:
            row.fault("passed", "办结没有写日期", "写办结那天的日期")
        entry.ended_on = passed
    elif title and planned is None:
        row.fault("planned", "节点没有日期", "写应完成日；已完成的写完成日期")
    elif title and planned:
        if any(title == known for known, *_days in entry.nodes):
            row.fault("node", f"节点“{title}”写了两次", "一个节点一行")
        entry.nodes.append((title, planned, passed))
    elif passed:
        row.fault("node", "有完成日期，没有写节点", "写明完成的是哪个节点")


def _quantity(row: Row, entry: Entry) -> None:
    if not row.words("value"):
        return
    measure = _measure(row, entry.decided.measures)
    if measure is None:
        return
    value = row.number("value", measure.unit_of_measure)
    if measure.code in entry.quantities:
        row.fault("value", f"“{measure.name}”写了两次", "一个目标写一个累计数")
    elif value is not None:
        entry.quantities[measure.code] = value


def _measure(row: Row, measures: Sequence[MeasureWanted]) -> MeasureWanted | None:
    """The measure that a cell names; the only one where it names none."""
    words, counted = row.words("measure"), [one for one in measures if one.value is not None]
    fitting = [one for one in counted if not words or words == one.name]
    fitting = fitting or [one for one in counted if words in one.name or one.name in words]
    if len(fitting) == 1:
        return fitting[0]
    known = "、".join(one.name for one in counted)
    if not counted:
        row.fault("value", "台账里这一项没有可累计的目标", "先在台账的目标里写上数，如“开工 ≥ 9 个”")
    else:
        row.fault("measure", f"“{words}”不是这一项的目标" if words else "没有写是哪个目标的数", f"写其中一个：{known}")
    return None


def without_issue(entries: Iterable[Entry], faults: list[Fault]) -> None:
    """What has been done was issued some day: a fault for each row that does not say when."""
    for entry in entries:
        if entry.done and entry.issued_on is None:
            place = entry.row.place("issued")
            faults.append(Fault("已有完成情况，没有写下发日期", "补上当时下发的日期", place))
