"""What a table's lines and columns stand for: proposed from their words, corrected by a person, remembered by shape."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from luoshi.core.tabling.likeness import FITS, Thing, meant
from luoshi.core.tabling.model import Column, Line, Role, Table
from luoshi.core.tabling.saying import Said, measure_in, period_in
from luoshi.core.tabling.values import number, tight, words

_BARE = re.compile(r".{0,6}(?:合计|总计|小计|共计|平均)(?:\([^()]*\))?")
"""A total that names nothing that could be measured: 乡镇小计."""
COUNTY = "county"
"""The key of the whole county among the units."""
_COUNTY_WORDS = re.compile(r"全县|全区|全市|合计|总计|全县合计|县合计|全县总计")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a line or a column says about its figures. What it leaves open, the other one or the table says."""

    taken: bool = True
    indicator: str = ""
    unit: str = ""
    """A unit's key, or COUNTY."""
    period: str = ""
    """The last month: 2026-06."""
    rate: str = ""
    """Of a line: the indicator that its growth is, beside the one that its amount is."""
    flow: bool = False
    """Of a line: its amount is that of the period alone."""
    measure: str = ""
    """Of a column, what it holds of the things that lines name: growth, current, so_far; "" whatever they count."""


SKIP = Meaning(taken=False)


@dataclass(frozen=True, slots=True)
class Words:
    """What a county calls things."""

    things: tuple[Thing, ...]
    units: Mapping[str, str]
    """Each name, without spaces → the unit's key."""

    def unit(self, label: str) -> str:
        """The key of the unit that a label names: 石桥镇人民政府 too."""
        plain = re.sub(r"^[\d.、]+|\([^()]*\)$|[①-⑳]+$|\[\d+\]$", "", tight(label)).strip("*＊:：")
        if _COUNTY_WORDS.fullmatch(plain):
            return COUNTY
        for name in (plain, re.sub(r"(?:人民政府|办事处|政府)$", "", plain)):
            if name in self.units:
                return self.units[name]
        return ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table's parts stand for."""

    shape: str
    columns: dict[int, Meaning]
    lines: dict[int, Meaning]
    """By row."""
    indicator: str = ""
    """The table's own, from its title, where neither line nor column names one."""
    period: str = ""
    factors: dict[int, Decimal] = field(default_factory=dict)
    """Column → what its figures are multiplied by beyond their unit: 100 for shares of 1 that are per cent."""
    remembered: bool = False

    def of(self, row: int, column: int) -> Meaning:
        """What the figure at this place is; not taken where line or column is not."""
        line, head = self.lines.get(row, SKIP), self.columns.get(column, SKIP)
        if not (line.taken and head.taken):
            return SKIP
        if not head.indicator and (head.measure, line.flow) in (("current", False), ("so_far", True)):
            return SKIP
        own = line.rate if head.measure == "growth" else line.indicator or self.indicator
        return Meaning(
            True,
            head.indicator or own,
            line.unit or head.unit or COUNTY,
            head.period or line.period or self.period,
        )


def shape_of(table: Table) -> str:
    """The same for next month's sheet: its headings without years, months and spaces."""
    heads = [re.sub(r"\d+", "#", tight(column.name)) for column in table.columns]
    kinds = re.sub(r"[\d\s]+|[一二三四五六七八九十]+月", "#", tight(table.title))
    return hashlib.sha256("\n".join([kinds, *heads]).encode()).hexdigest()[:32]


def propose(table: Table, known: Words, *, file: str = "", usual: str = "") -> Proposal:
    """Reads a table's words.

    Args:
        file: the file's name, which often names the month.
        usual: the month meant where nothing says so: 2026-06.
    """
    period = _period_of(table, file, usual)
    lines = {line.at: _line(line, table, known) for line in table.lines}
    named = any(meaning.indicator or meaning.rate for meaning in lines.values())
    if not named:
        lines = {row: meaning for row, meaning in lines.items() if meaning.unit}
    own = _of_title(table, known) if not named else None
    columns = {column.at: _column(column, table, known, None, period, by_line=named) for column in table.columns}
    if own and any(meaning and meaning.indicator for meaning in columns.values()):
        own = None  # the columns name their indicators themselves
    if own:
        columns = {column.at: _column(column, table, known, own, period, by_line=named) for column in table.columns}
    return Proposal(
        shape=shape_of(table),
        columns={at: meaning for at, meaning in columns.items() if meaning is not None},
        lines=lines if lines or named else _whole(table, columns),
        indicator=own.code if own else "",
        period=period.month_text,
        factors=_fractions(table),
    )


def _whole(table: Table, columns: Mapping[int, Meaning | None]) -> dict[int, Meaning]:
    """Lines that are months: each names its own period, and the county is meant."""
    found = {}
    for line in table.data():
        said = period_in(_label(table, line))
        if said.month_text and any(columns.values()):
            found[line.at] = Meaning(period=said.month_text)
    return found


def _label(table: Table, line: Line) -> str:
    return words(table.grid.laid(line.at, table.label_at)) if table.label_at is not None else line.label


def _period_of(table: Table, file: str, usual: str) -> Said:
    """The month of the whole table: from its titles, its sheet's or file's name, else the usual one."""
    fallback = period_in(usual)
    year = None
    for text in [table.title, *table.line_words(table.titles), table.grid.name, *table.grid.before, file]:
        said = period_in(text)
        year = year or said.year
        if said.month:
            return replace(said, year=said.year or year or fallback.year)
    if year and year != fallback.year:
        return Said(year, None)
    return fallback


def _line(line: Line, table: Table, known: Words) -> Meaning:
    if line.role in (Role.HEADING, Role.EMPTY):
        return SKIP
    if unit := known.unit(line.label):
        return Meaning(unit=unit)
    contained = line.role in (Role.TOTAL, Role.PART) and not line.label.startswith(("其中", "#"))
    if contained and not (table.measures_things and not _BARE.fullmatch(line.label)):
        return SKIP
    unit_at = next((column.at for column in table.columns if "计量单位" in tight(column.name)), None)
    unit = tight(table.grid.laid(line.at, unit_at)) if unit_at is not None else ""
    rate = meant(line.label, "growth", "%", known.things)
    if "%" in unit or "增速" in line.label:
        return Meaning(indicator=rate.code, rate=rate.code) if rate else SKIP
    amount = meant(line.label, "so_far", "", known.things) or meant(line.label, "current", "", known.things)
    if not amount and not rate:
        return SKIP
    flow = amount is not None and amount.accumulation == "flow"
    return Meaning(indicator=amount.code if amount else "", rate=rate.code if rate else "", flow=flow)


def _of_title(table: Table, known: Words) -> Thing | None:
    for text in [table.title, *table.line_words(table.titles), table.grid.name]:
        if found := meant(text, "", "", known.things):
            return found
    return None


def _column(
    column: Column, table: Table, known: Words, own: Thing | None, period: Said, *, by_line: bool
) -> Meaning | None:
    """What a column stands for; None for one that holds no figures."""
    if not column.is_figure:
        return None
    measure = _measure(column)
    said = period_in(column.name)
    at = _column_period(said, period)
    if measure in ("rank", "target", "before") or (said.year and period.year and said.year < period.year):
        return SKIP
    if unit := known.unit(column.path[-1] if column.path else ""):
        return Meaning(unit=unit, period=at)
    if by_line and measure in ("growth", "current", "so_far"):
        return Meaning(period=at, measure=measure)
    if by_line:
        return Meaning(period=at) if not measure and column.unit != "%" else SKIP
    found = meant(column.name, measure, column.unit, known.things)
    if found:
        return Meaning(indicator=found.code, period=at)
    return Meaning(period=at) if own and _feeds(own, measure, column) else SKIP


def _feeds(own: Thing, measure: str, column: Column) -> bool:
    rate = column.unit == "%" or measure in ("growth", "share")
    return own.accumulation in FITS.get(measure, ()) and (own.accumulation == "rate") == rate


def _measure(column: Column) -> str:
    """Of the lowest heading that names one."""
    return next((found for said in reversed(column.path) if (found := measure_in(said))), "")


def _column_period(said: Said, period: Said) -> str:
    """A heading's own period where it names one: 1—5月 in a table of June."""
    if not said.month:
        return ""
    own = replace(said, year=said.year or period.year).month_text
    return "" if own == period.month_text else own


def _fractions(table: Table) -> dict[int, Decimal]:
    """Columns in per cent that were stored as shares of 1: 0.853 under 完成率(%)."""
    found = {}
    for column in table.columns:
        if column.unit != "%":
            continue
        figures = table.figures(column.at)
        cells = [table.grid.own(line.at, column.at) for line in table.data()]
        typed = any(isinstance(value, str) and number(value) is not None for value in cells)
        small = all(abs(value) <= Decimal("1.5") for value in figures)
        fine = sum(-int(value.normalize().as_tuple().exponent) > 2 for value in figures) * 2 > len(figures)
        if len(figures) > 1 and small and fine and not typed:
            found[column.at] = Decimal(100)
    return found


def recalled(proposal: Proposal, table: Table, memory: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Proposal:
    """A proposal with what was corrected on an earlier sheet of the same shape. Periods are this sheet's own."""
    heads = {column.at: head_key(column) for column in table.columns}
    labels = {line.at: line.label for line in table.lines}
    columns = {at: _kept(memory.get("columns", {}).get(heads[at]), old) for at, old in proposal.columns.items()}
    columns |= {
        at: _kept(memory["columns"][key], SKIP)
        for at, key in heads.items()
        if at not in columns and key in memory.get("columns", {})
    }
    lines = {
        row: _kept(memory.get("lines", {}).get(label), proposal.lines.get(row, SKIP)) for row, label in labels.items()
    }
    return replace(proposal, columns=columns, lines=lines, remembered=True)


def head_key(column: Column) -> str:
    """A column's headings, the same next month."""
    return re.sub(r"\d+", "#", tight(column.name))


def _kept(old: Mapping[str, object] | None, otherwise: Meaning) -> Meaning:
    if old is None:
        return otherwise
    return replace(
        otherwise,
        taken=bool(old.get("taken", True)),
        indicator=str(old.get("indicator", "")),
        unit=str(old.get("unit", "")),
        rate=str(old.get("rate", "")),
        flow=bool(old.get("flow", False)),
        measure=str(old.get("measure", "")),
    )


def memory_of(proposal: Proposal, table: Table) -> dict[str, dict[str, dict[str, object]]]:
    """What is worth remembering of a proposal that a person has settled."""

    def plain(meaning: Meaning) -> dict[str, object]:
        return {
            "taken": meaning.taken,
            "indicator": meaning.indicator,
            "unit": meaning.unit,
            "rate": meaning.rate,
            "flow": meaning.flow,
            "measure": meaning.measure,
        }

    heads = {column.at: head_key(column) for column in table.columns}
    labels = {line.at: line.label for line in table.lines}
    return {
        "columns": {heads[at]: plain(one) for at, one in proposal.columns.items() if at in heads},
        "lines": {labels[row]: plain(one) for row, one in proposal.lines.items() if labels.get(row)},
    }
