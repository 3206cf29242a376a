"""A ledger's rows as drafts ready to issue: all of them or none, with every fault by its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.grammar.dues import due_of_cell
from luoshi.core.reading.grammar.measures import measures as read_measures
from luoshi.core.reading.grammar.moments import Calendar
from luoshi.core.reading.secrecy import refuse_if_secret
from luoshi.core.sheets import Sheet, read_sheets
from luoshi.indicators.models import Indicator
from luoshi.indicators.queries.matching import all_indicators
from luoshi.intake import measures
from luoshi.intake.counting import counted_by
from luoshi.intake.ledgers.columns import ASKED, find_header, role_of
from luoshi.intake.names import Names, names_of
from luoshi.intake.queries.sharing import several
from luoshi.intake.reading import lines
from luoshi.matters.actions import Read, evenly, rollup_for
from luoshi.matters.actions.issuing import measure_wanted
from luoshi.matters.models import Kind, OriginKind

READER = "ledger-1"
_SUM = re.compile(r"合\s*计|总\s*计|小\s*计|备\s*注|注\s*[:：]|填(?:报|表)(?:人|单位)|审核人|说\s*明\s*[:：]")
_DAY = re.compile(r"(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:之?前|以前|底|止|截止)?")
_SEPARATORS = re.compile(r"[、，,;；/／\n]|(?<=[局委办镇])\s+|(?<=[局委办镇])和")
_WHOSE = re.compile(
    r"^(?:牵头|责任|配合|协办|主办)(?:单位|部门)?[:：]|等(?:有关|相关)?(?:部门|单位)?$|(?:牵头|负责|配合)$"
)
_VAGUE = re.compile(r"^(?:各|有关|相关|其他|全体|涉及)|(?:成员|责任|有关|相关|相应)(?:单位|部门)$")
BESIDE: dict[str, str] = {"co": "co", "duty": "joint"}
"""Columns of units beside the lead → what their units are."""
_YEAR = re.compile(r"(20\d\d)\s*年")


def read_ledger(name: str, data: bytes, day: date, matter_kind: str = "", gatherer: UUID | None = None) -> Read:
    """The ledger as a document whose every row is a draft with its lead unit.

    matter_kind: what all rows are, by code or word; left out, each row's own column says it, else it is a task.
    gatherer: who adds up what a whole group of units (各镇办) is given; left out, nobody, and such a row is a fault.
    Raises BadInput with all faults at once, each at its cell (Sheet1!C7).
    """
    kind = _kind_of(matter_kind) if matter_kind else ""
    sheets = read_sheets(name, data)
    refuse_if_secret(name, "\n".join("\t".join(row) for sheet in sheets for row in sheet.rows[:10]))
    found = [(sheet, *find_header(sheet)) for sheet in sheets]
    known = [(sheet, at, roles) for sheet, at, roles in found if roles]
    if not known:
        raise BadInput(_no_header(sheets, name))
    taken = Taken(names_of(day), day, kind, gatherer, all_indicators())
    for sheet, at, roles in known:
        LedgerRows(sheet, at, roles, taken).read()
    if not taken.rows and not taken.faults:
        first = known[0][0].address(known[0][1] + 1, known[0][2]["task"])
        taken.faults.append(Fault("台账里没有任务", "从表头下面一行起，一行写一项", first))
    if taken.faults:
        raise BadInput.of(Fault(fault.problem, fault.remedy, fault.place, name) for fault in taken.faults)
    title = taken.title or name.rpartition(".")[0]
    return Read(
        title=title,
        file_name=name,
        data=data,
        text=title + "\n" + taken.text,
        reader=READER,
        rows=[row | {"start": row["start"] + len(title) + 1, "end": row["end"] + len(title) + 1} for row in taken.rows],
        origin_kind=OriginKind.DOCUMENT,
    )


def _kind_of(words: str) -> str:
    kinds = {str(label): code for code, label in Kind.choices} | {code: code for code in Kind.values}
    if words not in kinds:
        raise BadInput(
            Fault(f"没有“{words}”这种事项", f"可用：{'、'.join(str(label) for label in Kind.labels)}", "种类")
        )
    return str(kinds[words])


def _no_header(sheets: list[Sheet], name: str) -> Fault:
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not filled:
        return Fault("台账是空的", "先填上任务，再交来", file=name)
    seen = next((cell for row in filled[0].rows[:1] for cell in row if cell), "")
    missing = [word for role, word in (("task", "任务"), ("lead", "牵头单位")) if not _has(filled[0], role)]
    return Fault(
        f"找不到表头：缺“{'”“'.join(missing or ['任务', '牵头单位'])}”一栏",
        f"表头写明{ASKED}；可以下载模板照着填",
        filled[0].address(0, 0) + (f"“{seen[:12]}”" if seen else ""),
        name,
    )


def _has(sheet: Sheet, role: str) -> bool:
    wanted = {role, "duty"} if role == "lead" else {role}
    return any(role_of(cell) in wanted for row in sheet.rows[:15] for cell in row)


@dataclass(slots=True)
class Taken:
    """What has been read so far, of all sheets."""

    names: Names
    day: date
    kind: str
    gatherer: UUID | None = None
    indicators: list[Indicator] = field(default_factory=list)
    title: str = ""
    text: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    seen: dict[tuple[str, UUID | None], str] = field(default_factory=dict)
    """(task, lead unit) → where it stands."""


class LedgerRows:
    """Reads one sheet below its header."""

    def __init__(self, sheet: Sheet, header: int, roles: Mapping[str, int], taken: Taken) -> None:
        self._sheet, self._header, self._roles, self._taken = sheet, header, roles, taken
        above = [cell for row in sheet.rows[:header] for cell in row if cell]
        if above and not taken.title:
            taken.title = above[0][:200]
        year = _YEAR.search(" ".join(above))
        self._when = Calendar(int(year[1]) if year else taken.day.year, taken.day)
        self._section = ""

    def read(self) -> None:
        for at in range(self._header + 1, len(self._sheet.rows)):
            self.take_row(at)

    def take_row(self, at: int) -> None:
        """Reads one row: a section's name, a further line of the task above, or a task."""
        row = self._sheet.rows[at]
        filled = {cell for cell in row if cell}
        first = next((cell for cell in row if cell), "")
        task = self.words(at, "task")
        if not filled or _SUM.match(first) or (task and role_of(task) == "task"):
            return
        if len(filled) == 1 and (not task or self._spans(at)):
            self._section = first
        elif (at, self._roles["task"]) in self._sheet.repeats and self._taken.rows:
            self._more(at)
        else:
            self.take_task(at, task)

    def _spans(self, at: int) -> bool:
        """A row that is one merged cell is a section's name."""
        return sum((at, column) in self._sheet.repeats for column in range(len(self._sheet.rows[at]))) > 1

    def words(self, at: int, role: str) -> str:
        """What stands in the cell of a role in a row."""
        column = self._roles.get(role)
        row = self._sheet.rows[at]
        return row[column].strip() if column is not None and column < len(row) else ""

    def fault(self, at: int, role: str, problem: str, remedy: str) -> None:
        """Something wrong in the cell of a role in a row."""
        place = self._sheet.address(at, self._roles.get(role, 0))
        self._taken.faults.append(Fault(problem, remedy, place))

    def take_task(self, at: int, task: str) -> None:
        """Reads a task with whom, when and how much."""
        if not task:
            self.fault(at, "task", "没有写任务内容", "写明做什么；不是任务的行请删去")
            return
        lead, beside, group = self._owners(at)
        due, due_text, repeats = self._due(at)
        self._once(at, task, lead if not group else group[0])
        goal = self.words(at, "goal")
        start = len(self._taken.text)
        self._taken.text += "\t".join([task, *self._shown(at)]) + "\n"
        leader_words = self.words(at, "leader")
        found = goals(goal) if "goal" in self._roles else [one.as_dict() for one in read_measures(task)]
        found = self._counted(at, found)
        self._taken.rows.append(
            {
                "start": start,
                "end": start + len(task),
                "title": task[:200],
                "text": task,
                "section": [section] if (section := self.words(at, "section") or self._section) else [],
                "unit": lead,
                "unit_words": (self.words(at, "lead") or self.words(at, "duty"))[:100],
                "others": lines(beside, self._taken.names, lead),
                "leader": self._taken.names.leader(leader_words, lead),
                "leader_words": leader_words[:60],
                "due": due,
                "due_text": due_text[:60],
                "repeats": repeats,
                "measures": found,
                **self._shared(at, group, found),
                "matter_kind": self._kind(at),
                "confidence": 1.0,
            }
        )

    def _counted(self, at: int, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The goals with the indicators written beside them, in their order."""
        named = [one.strip() for one in re.split(r"[;；\n]", self.words(at, "indicator"))]
        for place, name in enumerate(named):
            if name in ("", "无", "—", "-", "/"):
                continue
            code = next((one.code for one in self._taken.indicators if name in (one.name, one.code)), None)
            if code is None:
                self.fault(at, "indicator", f"没有“{name}”这项指标", "写指标页上的名称；单位自己报的写“无”")
                continue
            try:
                found = counted_by(found, place, code, self._taken.indicators)
            except BadInput as error:
                self.fault(at, "indicator", f"“{name}”：{error.faults[0].problem}", error.faults[0].remedy)
        return found

    def _shown(self, at: int) -> list[str]:
        roles = ("lead", "duty", "co", "leader", "due", "goal")
        return [words for role in roles if (words := self.words(at, role))]

    def _once(self, at: int, task: str, lead: UUID | None) -> None:
        place = self._sheet.address(at, self._roles["task"])
        before = self._taken.seen.setdefault((task, lead), place)
        if before != place:
            self.fault(at, "task", f"与 {before} 重复", "同一单位的同一项任务只写一行")

    def _more(self, at: int) -> None:
        """A further line of a task whose cell is merged: more units, more goals."""
        last = self._taken.rows[-1]
        own = [role for role in ("co", "duty", "goal") if (at, self._roles.get(role, -1)) not in self._sheet.repeats]
        named = [name for role in own if role in BESIDE for name in self._names(at, role, BESIDE[role])]
        known = {one["unit"] for one in last["others"]}
        last["others"] += [one for one in lines(named, self._taken.names, last["unit"]) if one["unit"] not in known]
        if "goal" in own:
            last["measures"] += goals(self.words(at, "goal"))

    def _shared(self, at: int, group: list[UUID], found: list[dict[str, Any]]) -> dict[str, Any]:
        """Of a group's task, the same for each unit; the clerk may change it before it is issued."""
        if not group:
            return {}
        wanted = [measure_wanted(place, one) for place, one in enumerate(found, 1)]
        shares = evenly(group, wanted)
        if any(value <= 0 for share in shares for value in share.values.values()):
            self.fault(at, "goal", f"目标分不到 {len(group)} 个单位，每家不足一份", "一个单位一行，各写各的目标")
        return {"rollup": rollup_for(wanted), "parts": [share.as_dict() for share in shares]}

    def _owners(self, at: int) -> tuple[UUID | None, list[tuple[str, str]], list[UUID]]:
        """The lead unit, those beside it, and the units that are given it together (各镇办).

        Under 责任单位 the first leads and the rest are jointly responsible.
        """
        leading = self._names(at, "lead", "joint")
        duty = self._names(at, "duty", "joint")
        co = self._names(at, "co", "co")
        role = "lead" if leading else "duty"
        wanted = [*leading, *duty]
        if not wanted:
            role = "lead" if "lead" in self._roles else "duty"
            if not any(fault.place == self._sheet.address(at, self._roles[role]) for fault in self._taken.faults):
                self.fault(at, role, "没有写牵头单位", "写一个单位，名册里的全称、简称、曾用名都行")
            return None, co, []
        first = wanted[0][0]
        lead = self._taken.names.unit(first)
        group = several([first], self._taken.names) if lead is None else []
        if lead is None and (self._taken.gatherer is None or not group):
            count = len(self._taken.names.units(first))
            self.fault(at, role, f"“{first}”是 {count} 个单位，不能都牵头", "一个单位一行，各写各的任务")
        return lead or self._taken.gatherer, [*wanted[1:], *co], group

    def _names(self, at: int, role: str, as_role: str) -> list[tuple[str, str]]:
        """The units a cell names, each known. A name nobody knows is a fault, with the nearest one."""
        found = []
        for part in _SEPARATORS.split(self.words(at, role)):
            name = _WHOSE.sub("", part.strip()).strip()
            if name in ("", "无", "—", "-", "/"):
                continue
            if not self._taken.names.units(name) and role == "co" and _VAGUE.search(name):
                found.append((name, as_role))  # nobody in particular: the words stay, nobody is bound by them
            elif not self._taken.names.units(name):
                nearest = self._taken.names.nearest(name)
                remedy = f"是不是“{nearest}”" if nearest else "写名册里的名称，全称、简称、曾用名都行"
                self.fault(at, role, f"“{name}”不在单位名册里", remedy)
            else:
                found.append((name, as_role))
        return found

    def _due(self, at: int) -> tuple[date | None, str, str]:
        words, column = self.words(at, "due"), self._roles.get("due")
        if not words or column is None:
            return None, "", ""
        if (at, column) in self._sheet.days:
            return self._sheet.days[at, column], words, ""
        full = _DAY.fullmatch(words)
        if full:
            try:
                return date(int(full[1] or self._when.year or 0), int(full[2]), int(full[3])), words, ""
            except ValueError:
                self.fault(at, "due", f"没有“{words}”这一天", "写成 2026-06-30 这样的日期")
                return None, words, ""
        found = due_of_cell(words, self._when)
        if found.day is None and not found.repeats and re.search(r"\d", words):
            self.fault(at, "due", f"看不懂时限“{words}”", "写成 2026-06-30、6月底、三季度或每月这样")
        return found.day, words, found.repeats or ""

    def _kind(self, at: int) -> str:
        words = self.words(at, "kind")
        if self._taken.kind or not words:
            return self._taken.kind or Kind.TASK
        try:
            return _kind_of(words)
        except BadInput as error:
            self.fault(at, "kind", error.faults[0].problem, error.faults[0].remedy)
            return Kind.TASK


def goals(words: str) -> list[dict[str, Any]]:
    """A cell's goals: counted ones as measures; words without a figure as one thing to be done."""
    if not words or words in ("无", "—", "-", "/"):
        return []
    return [one for piece in measures.pieces_of(words) if not measures.only_when(piece) for one in _goal(piece)]


def _goal(piece: str) -> list[dict[str, Any]]:
    try:
        return measures.read_back(piece)
    except BadInput:
        counted = [one.as_dict() for one in read_measures(piece)]
        return counted or [{"what": piece[:60], "op": "all", "value": None, "unit": "", "text": piece}]
