"""A period's marks as they are typed or stand in a workbook, and the marks they amount to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import QueryDict

from luoshi.appraisal.actions.marking import place_of
from luoshi.appraisal.marking import DOES_NOT_APPLY, Mark, full_mark, is_ballot, read_marks
from luoshi.appraisal.queries.marks import MarksPage, ToGive
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.item import Item
from luoshi.indicators import book
from luoshi.shell.answers import uuid_field

GROUP, UNIT = "分组", "单位"

Key = tuple[str, UUID]
"""Item and unit."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One unit's mark as it was written, and where in a file."""

    words: str = ""
    reason: str = ""
    place: str = ""


def typed_of(data: QueryDict) -> dict[Key, Typed]:
    """The form's fields: mark:ITEM:UNIT and why:ITEM:UNIT."""
    found: dict[Key, Typed] = {}
    for key, value in data.items():
        kind, _colon, rest = key.partition(":")
        item, _colon, who = rest.partition(":")
        unit = uuid_field(who, UNIT) if kind == "mark" else None
        if unit is not None:
            found[item, unit] = Typed(str(value), data.get(f"why:{item}:{who}", ""))
    return found


def standing_of(page: MarksPage) -> dict[Key, Typed]:
    """What was entered so far, as it would be typed."""
    return {
        (code, row.unit): Typed(mark.words, mark.reason)
        for _name, _items, rows in page.groups
        for row in rows
        for code, mark in row.given.items()
        if mark is not None
    }


def marks_of(page: MarksPage, typed: Mapping[Key, Typed]) -> dict[str, list[Mark]]:
    """Item → the marks of its units; one left empty is none. Raises BadInput with each fault at its unit and item."""
    items, names = {one.code: one for one in page.items}, _names(page)
    found: dict[str, list[Mark]] = {}
    faults: list[Fault] = []
    for (code, unit), one in typed.items():
        item = items.get(code)
        if item is None or unit not in names:
            faults.append(Fault("这一格不在打分表里", "刷新页面", names.get(unit, str(unit))))
            continue
        try:
            marks = read_marks(item, one.words)
        except BadInput as error:
            place = one.place or place_of(names[unit], item)
            faults += [replace(fault, place=place) for fault in error.faults]
            continue
        if marks is not None:
            found.setdefault(code, []).append(Mark(unit, marks, one.reason.strip()))
        elif one.reason.strip():
            faults.append(Fault("写了理由，没有打分", "打上分", one.place or place_of(names[unit], item)))
    if faults:
        raise BadInput.of(faults)
    return found


def _names(page: MarksPage) -> dict[UUID, str]:
    return {unit: name for name, (unit, _items) in page.units.items()}


def hint(item: Item) -> str:
    """How much there is to give, and how several are written."""
    full = full_mark(item)
    top = f"0—{full.normalize():f}" if full is not None else ""
    several = "几个评委的分用空格隔开" if is_ballot(item) else ""
    return "；".join(one for one in (top, several) if one)


def to_workbook(page: MarksPage) -> bytes:
    """Every unit a row with what stands; an item that does not apply to its group bears 不适用."""
    headings = [book.Heading(GROUP, 12), book.Heading(UNIT, 18)]
    for item in page.items:
        headings += [book.Heading(_column(item), 16), book.Heading(_ground(item), 30)]
    rows = [_row(page, name, row) for name, _items, rows in page.groups for row in rows]
    return book.write("打分表", headings, rows)


def _row(page: MarksPage, group: str, row: ToGive) -> list[str | None]:
    cells: list[str | None] = [group, row.name]
    for item in page.items:
        mark = row.given.get(item.code)
        words = mark.words if mark else "" if item.code in row.given else DOES_NOT_APPLY
        cells += [words, mark.reason if mark else ""]
    return cells


def _column(item: Item) -> str:
    return "".join(item.name.split())


def _ground(item: Item) -> str:
    return f"{_column(item)}（理由）"


def from_workbook(name: str, data: bytes, page: MarksPage) -> dict[Key, Typed]:
    """The marks of a file. Raises BadInput with each fault at its cell."""
    columns = {item.code: (_column(item), _ground(item)) for item in page.items}
    wanted = [heading for pair in columns.values() for heading in pair]
    found: dict[Key, Typed] = {}
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for line in book.read(name, data, [UNIT, *wanted], [UNIT, *(first for first, _second in columns.values())]):
        who, where = line.words[UNIT], line.places[UNIT]
        if who not in page.units or who in seen:
            faults.append(_stranger(who, where, seen))
            continue
        seen[who] = where
        unit, own = page.units[who]
        for code, (mark, ground) in columns.items():
            if code in {item.code for item in own}:
                found[code, unit] = Typed(line.words[mark], line.words.get(ground, ""), line.places[mark])
            elif line.words[mark] not in ("", DOES_NOT_APPLY):
                faults.append(Fault(f"这一项不考核{who}", "清空，或写“不适用”", line.places[mark]))
    if faults:
        raise BadInput.of(faults)
    return found


def _stranger(who: str, where: str, seen: Mapping[str, str]) -> Fault:
    if not who:
        return Fault("这一行没有写单位", "写上单位", where)
    if who in seen:
        return Fault(f"“{who}”在 {seen[who]} 已经出现过", "一个单位一行", where)
    return Fault(f"“{who}”不在这一期的打分表里", "用下载的表上的名称", where)
