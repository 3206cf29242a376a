"""A statistics table that came in: what its parts are taken to mean, which figures follow, what speaks against them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from luoshi.core.checking import Doubt
from luoshi.core.errors import BadInput, Fault
from luoshi.core.tabling import Table, read_tables, tables_and_hidden
from luoshi.core.tabling.likeness import Thing
from luoshi.core.tabling.meaning import COUNTY, SKIP, Meaning, Proposal, Words, propose, recalled
from luoshi.core.tabling.placing import Placed, place
from luoshi.core.tabling.values import tight
from luoshi.core.timing.course import FIGURE, rounded
from luoshi.core.timing.periods import Period
from luoshi.facts import evidence
from luoshi.indicators.models import Indicator, SheetDraft, SheetShape
from luoshi.indicators.queries.doubts import doubts_of
from luoshi.indicators.queries.known import Known
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory

NOT_TAKEN, BY_LINE = "不取", "取数"
"""What one writes over a column that is left out, or that holds what its lines name."""
MEASURES: dict[str, str] = {"so_far": "累计数", "current": "当期数", "growth": "增速"}
"""What of it such a column holds."""


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """One table of the file, with what follows from what its parts mean."""

    at: str
    """Which table of the file, from 0."""
    table: Table
    proposal: Proposal
    placed: tuple[Placed, ...]
    faults: tuple[Fault, ...]
    doubts: tuple[tuple[Placed, Doubt], ...]


@dataclass(frozen=True, slots=True)
class TablePage:
    draft: SheetDraft
    tables: tuple[TableOnPage, ...]
    things: tuple[Thing, ...]
    names: Directory
    hidden: tuple[str, ...] = ()
    """Hidden sheets with tables: nothing is taken from them."""

    @property
    def taken(self) -> int:
        return sum(len(one.placed) for one in self.tables)


def tables_in(name: str, data: bytes) -> list[Table]:
    """The tables of a file. Raises BadInput for what cannot be read."""
    return read_tables(name, data)


def find_draft(uuid: UUID) -> SheetDraft | None:
    return SheetDraft.rows.filter(uuid=uuid).first()


def recent_drafts(by: By, most: int = 12) -> list[SheetDraft]:
    """The tables handed in last, by whomever of those who enter figures."""
    return list(SheetDraft.rows.filter(at__lte=by.at).order_by("-at", "-uuid")[:most])


def table_page(by: By, draft: SheetDraft, *, as_proposed: bool = False) -> TablePage:
    """What a file's tables mean as proposed, remembered and corrected. A fixed number of SELECTs, however many tables.

    Raises BadInput where what a person wrote over a line or a column means nothing; as proposed, it is not read.
    """
    tables, hidden = tables_and_hidden(draft.name, evidence.read(draft.file))
    indicators = list(Indicator.rows.filter(formula="").order_by("place", "code"))
    things = tuple(Thing(one.code, one.name, one.unit_of_measure, one.accumulation, one.cycle) for one in indicators)
    names = directory(by.day)
    words = Words(things, unit_words(names))
    usual = str(Period.containing(by.day, "month").previous())
    proposals = [propose(table, words, file=draft.name, usual=usual) for table in tables]
    memories = {one.shape: one.memory for one in SheetShape.rows.filter(shape__in={one.shape for one in proposals})}
    reader = _Reader(words, things)
    ready = []
    for at, (table, proposal) in enumerate(zip(tables, proposals, strict=True)):
        if proposal.shape in memories:
            proposal = recalled(proposal, table, memories[proposal.shape])
        ready.append(
            (table, reader.corrected(table, proposal, None if as_proposed else draft.choices.get(str(at)), str(at)))
        )
    if reader.faults:
        raise BadInput.of(reader.faults)
    found = _once([_on_page(str(at), table, proposal, things) for at, (table, proposal) in enumerate(ready)])
    return TablePage(draft, tuple(_doubted(found, indicators, draft.source, by.day)), things, names, hidden)


def _on_page(at: str, table: Table, proposal: Proposal, things: tuple[Thing, ...]) -> TableOnPage:
    placed, faults = place(table, proposal, {thing.code: thing for thing in things})
    return TableOnPage(at, table, proposal, tuple(placed), tuple(faults), ())


def _once(tables: list[TableOnPage]) -> list[TableOnPage]:
    """A figure that stands in two tables of a file counts once; where the two differ, that is a fault."""
    seen: dict[tuple[str, str, str], Placed] = {}
    found = []
    for table in tables:
        kept, faults = [], list(table.faults)
        for one in table.placed:
            first = seen.setdefault((one.indicator, one.unit, one.period), one)
            if first is one:
                kept.append(one)
            elif _kept_value(first.value) != _kept_value(one.value):
                faults.append(Fault(f"与 {first.address} 是同一个数，两处不一样", "核对后只取一处", one.address))
        found.append(replace(table, placed=tuple(kept), faults=tuple(faults)))
    return found


def _kept_value(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value, FIGURE)


def _doubted(tables: list[TableOnPage], indicators: list[Indicator], source: str, day: date) -> list[TableOnPage]:
    """What the rules say against the figures; an indicator's figures of one period are looked at together."""
    by_code = {one.code: one for one in indicators}
    groups: dict[tuple[str, str], dict[UUID | None, Placed]] = defaultdict(dict)
    for table in tables:
        for one in table.placed:
            groups[one.indicator, one.period][None if one.unit == COUNTY else UUID(one.unit)] = one
    years = {Period.parse(period).year for _, period in groups}
    wanted = [by_code[code].uuid for code, _ in groups]
    known = Known.of(None, years | {year - 1 for year in years}, Q(), wanted) if groups else None
    said: dict[str, list[tuple[Placed, Doubt]]] = defaultdict(list)
    for (code, period), figures in groups.items():
        values: dict[UUID | None, Decimal] = {unit: one.value for unit, one in figures.items() if one.value is not None}
        for unit, doubt in doubts_of(by_code[code], period, source, values, day, known):
            said[figures[unit].address].append((figures[unit], doubt))
    return [
        replace(one, doubts=tuple(pair for placed in one.placed for pair in said[placed.address])) for one in tables
    ]


def unit_words(names: Directory) -> dict[str, str]:
    """Every name by which a unit goes, without spaces. A name that two units share names neither."""
    known: dict[str, str] = {}
    shared = set()
    for unit in names.units.values():
        for one in {tight(unit.short), tight(unit.name), *map(tight, unit.aliases)}:
            if one in known:
                shared.add(one)
            known[one] = str(unit.uuid)
    return {name: unit for name, unit in known.items() if name not in shared}


_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


@dataclass(slots=True)
class _Reader:
    """Reads what a person wrote over lines and columns."""

    words: Words
    things: tuple[Thing, ...]
    faults: list[Fault]

    def __init__(self, words: Words, things: tuple[Thing, ...]) -> None:
        self.words, self.things, self.faults = words, things, []

    def corrected(self, table: Table, proposal: Proposal, said: Mapping[str, Any] | None, at: str) -> Proposal:
        """The proposal with what was written put over it; what was not written stays as proposed."""
        if not said:
            return proposal
        columns, lines = dict(proposal.columns), dict(proposal.lines)
        for column, text in said.get("columns", {}).items():
            columns[int(column)] = self._meaning(str(text), f"c:{at}:{column}")
        for column, text in said.get("months", {}).items():
            if int(column) in columns and text:
                columns[int(column)] = replace(columns[int(column)], period=self._month(str(text), f"m:{at}:{column}"))
        for row, text in said.get("lines", {}).items():
            lines[int(row)] = self._meaning(str(text), f"r:{at}:{row}")
        period = self._month(str(said["period"]), f"p:{at}") if said.get("period") else proposal.period
        return replace(proposal, columns=columns, lines=lines, period=period)

    def _month(self, text: str, place_: str) -> str:
        plain = tight(text)
        if not _MONTH.fullmatch(plain):
            self.faults.append(Fault(f"“{text}”不是期别", "写成 2026-06；季度写季末月", place_))
        return plain

    def _meaning(self, text: str, place_: str) -> Meaning:
        plain = tight(text)
        if plain in ("", NOT_TAKEN):
            return SKIP
        if plain == BY_LINE:
            return Meaning()
        if measure := next((code for code, word in MEASURES.items() if word == plain), ""):
            return Meaning(measure=measure)
        if _MONTH.fullmatch(plain):
            return Meaning(period=plain)
        if unit := self.words.unit(plain):
            return Meaning(unit=unit)
        return self._indicators(plain, place_)

    def _indicators(self, text: str, place_: str) -> Meaning:
        """One indicator, or that of the amount and that of its growth: 地区生产总值＋地区生产总值增速."""
        by_name = {tight(thing.name): thing for thing in self.things} | {thing.code: thing for thing in self.things}
        found = [by_name.get(part) for part in re.split(r"[+＋]", text)]
        if None in found or len(found) > 2:
            self.faults.append(Fault(f"“{text}”既不是指标，也不是单位", f"从列表里选，或写“{NOT_TAKEN}”", place_))
            return SKIP
        rates = [thing.code for thing in found if thing and thing.accumulation == "rate"]
        amounts = [thing.code for thing in found if thing and thing.accumulation != "rate"]
        flow = any(thing.accumulation == "flow" for thing in found if thing)
        return Meaning(indicator=(amounts or rates)[0], rate=rates[0] if rates else "", flow=flow)


def meanings_of(page: TablePage) -> list[str]:
    """What one may write over a line or a column."""
    units = sorted(page.names.units.values(), key=lambda unit: unit.place)
    fixed = [NOT_TAKEN, BY_LINE, *MEASURES.values(), "全县"]
    return [*fixed, *(thing.name for thing in page.things), *(unit.short for unit in units)]


def said_of(meaning: Meaning | None, page: TablePage) -> str:
    """A meaning as one writes it over a line or a column."""
    if meaning is None or not meaning.taken:
        return NOT_TAKEN
    if meaning.unit:
        return "全县" if meaning.unit == COUNTY else page.names.unit_name(UUID(meaning.unit))
    names = {thing.code: thing.name for thing in page.things}
    codes = dict.fromkeys(code for code in (meaning.indicator, meaning.rate) if code)
    if codes:
        return "＋".join(names.get(code, code) for code in codes)
    return MEASURES.get(meaning.measure, "") or meaning.period or BY_LINE
