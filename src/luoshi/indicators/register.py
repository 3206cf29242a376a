"""The register of indicators as people write it: one line an indicator, each field in the words of the office."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.indicators.actions import NewIndicator
from luoshi.indicators.models import Accumulation, Cycle, Indicator, Part, Source
from luoshi.org.directory import Directory

DIRECTIONS: tuple[tuple[str, str], ...] = (("1", "越多越好"), ("-1", "越少越好"))
Choices = tuple[tuple[str, str], ...]


def _said(codes: Any) -> Choices:
    return tuple((value, str(label)) for value, label in codes.choices)


@dataclass(frozen=True, slots=True)
class Column:
    """One field of an indicator."""

    key: str
    heading: str
    width: int
    choices: Choices = ()
    usual: str = ""
    """What an empty field of a new indicator means."""
    needed: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("code", "代码", 20, needed=True),
    Column("name", "名称", 26, needed=True),
    Column("unit_of_measure", "计量单位", 10, needed=True),
    Column("direction", "方向", 10, DIRECTIONS, "1"),
    Column("accumulation", "累计方式", 10, _said(Accumulation), needed=True),
    Column("cycle", "周期", 8, _said(Cycle), Cycle.MONTH),
    Column("owner", "责任单位", 14),
    Column("source", "数据来源", 10, _said(Source), Source.STATISTICS),
    Column("release_day", "发布日", 8, usual="20"),
    Column("decimals", "小数位", 8, usual="2"),
    Column("part", "归入", 10, _said(Part), Part.ECONOMY),
    Column("formula", "公式", 34),
    Column("seasonal", "各月份额", 44),
)
BY_KEY: dict[str, Column] = {column.key: column for column in COLUMNS}


def written(one: Indicator, names: Directory) -> dict[str, str]:
    """An indicator's fields in words, as the sheet has them."""
    found = {column.key: str(getattr(one, column.key)) for column in COLUMNS if column.key not in ("owner", "seasonal")}
    found["owner"] = names.unit_name(one.owner) if one.owner else ""
    found["seasonal"] = "、".join(f"{share.normalize():f}" for share in _months(one.seasonal))
    return {key: dict(BY_KEY[key].choices).get(words, words) for key, words in found.items()}


def revision_words(changed: Iterable[tuple[str, object, object]], names: Directory) -> str:
    """What a revision changed: 「计量单位 万元 → 亿元；发布日 18 → 20」."""

    def said(key: str, value: object) -> str:
        if key == "owner":
            return names.unit_name(value) if isinstance(value, UUID) else "无"
        return dict(BY_KEY[key].choices).get(str(value), str(value)) or "无"

    told = []
    for key, before, after in changed:
        if key == "seasonal":
            told.append(BY_KEY[key].heading)
        elif key in BY_KEY:
            told.append(f"{BY_KEY[key].heading} {said(key, before)} → {said(key, after)}")
    return "；".join(told)


def _months(reached: list[str]) -> list[Decimal]:
    """Each month's own share, as people keep them: kept are the shares added up."""
    numbers = [Decimal(0), *map(Decimal, reached)]
    return [after - before for before, after in pairwise(numbers)]


def read(words: Mapping[str, str], places: Mapping[str, str], names: Directory, faults: list[Fault]) -> NewIndicator:
    """An indicator from its fields in words. What cannot be read is told at its place and takes its usual value.

    Args:
        words: key → what was written; choices by their word or their code.
        places: key → where it was written.
    """

    def chosen(key: str) -> str:
        column, said = BY_KEY[key], _plain(words.get(key, ""))
        known = {label: value for value, label in column.choices} | {value: value for value, _ in column.choices}
        if not said:
            if not column.usual:
                faults.append(Fault(f"没有{column.heading}", _choices(column), places.get(key, "")))
            return column.usual or column.choices[0][0]
        if said not in known:
            faults.append(Fault(f"没有“{said}”这种{column.heading}", _choices(column), places.get(key, "")))
        return known.get(said, column.usual or column.choices[0][0])

    def told(key: str, reader: Callable[[str], Any], otherwise: Any) -> Any:
        try:
            return reader(_plain(words.get(key, "")))
        except BadInput as error:
            faults.extend(Fault(fault.problem, fault.remedy, places.get(key, "")) for fault in error.faults)
            return otherwise

    return NewIndicator(
        code=_plain(words.get("code", "")),
        name=words.get("name", "").strip(),
        unit_of_measure=words.get("unit_of_measure", "").strip(),
        accumulation=chosen("accumulation"),
        cycle=chosen("cycle"),
        direction=int(chosen("direction")),
        decimals=told("decimals", lambda said: _whole(said or BY_KEY["decimals"].usual), 2),
        release_day=told("release_day", lambda said: _whole(said or BY_KEY["release_day"].usual), 20),
        owner=told("owner", lambda said: unit_of(said, names), None),
        seasonal=told("seasonal", _shares, ()),
        formula=words.get("formula", "").strip(),
        part=chosen("part"),
        source=chosen("source"),
        places=dict(places),
    )


def unit_of(said: str, names: Directory) -> UUID | None:
    """The unit of a name, an alias or an id. Raises BadInput for what two go by, or nobody."""
    if not said:
        return None
    found = [one for one in names.units.values() if said in (str(one.uuid), one.short, one.name, *one.aliases)]
    if len(found) != 1:
        raise BadInput(
            Fault(f"单位名册里没有“{said}”" if not found else f"叫“{said}”的单位不止一个", "改成名册里的名称")
        )
    return found[0].uuid


def _choices(column: Column) -> str:
    return "可用：" + "、".join(label for _value, label in column.choices)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _whole(said: str) -> int:
    if not re.fullmatch(r"-?\d{1,4}", said):
        raise BadInput(Fault(f"“{said}”不是一个整数", "填整数"))
    return int(said)


def _shares(said: str) -> tuple[str, ...]:
    shares = tuple(one for one in re.split(r"[、，,;；\s]+", said) if one)
    for one in shares:
        try:
            Decimal(one)
        except InvalidOperation as error:
            raise BadInput(Fault(f"“{one}”不是一个数", "12 个月的份额用顿号隔开，如 0.03、0.04……")) from error
    return shares
