"""Where a drafted measure's figure comes from: from the statistics by an indicator, or from the unit's own reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.core.errors import BadInput, Fault
from luoshi.indicators.models import Indicator
from luoshi.indicators.queries.matching import likely, offered
from luoshi.matters.measured import shown

Measures = Sequence[Mapping[str, Any]]
OWN = ""
"""Chosen instead of an indicator: the unit reports the figure itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """A measure that the statistics could count: by which indicator they do, or might."""

    place: int
    words: str
    chosen: Indicator | None
    proposed: Indicator | None
    offered: list[Indicator]


def sources(measures: Measures, indicators: Sequence[Indicator]) -> list[Source]:
    """The measures with a figure for which there is an indicator in the same unit of measure."""
    found = []
    for place, one in enumerate(measures):
        some = offered(str(one.get("unit") or ""), indicators) if _has_figure(one) else []
        if some:
            chosen = next((known for known in some if known.code == one.get("code")), None)
            proposed = None if chosen or one.get("own") else _proposed(one, measures, indicators)
            found.append(Source(place, shown(one), chosen, proposed, some))
    return found


def _has_figure(one: Mapping[str, Any]) -> bool:
    return one.get("value") not in (None, "")


def _proposed(one: Mapping[str, Any], measures: Measures, indicators: Sequence[Indicator]) -> Indicator | None:
    found = likely(str(one.get("what") or ""), str(one.get("unit") or ""), indicators)
    taken = {other.get("code") for other in measures}
    return None if found is None or found.code in taken else found


def counted_by(measures: Measures, place: int, code: str, indicators: Sequence[Indicator]) -> list[dict[str, Any]]:
    """The measures with one of them counted by an indicator, or by the unit itself (`OWN`).

    Raises BadInput for a measure or an indicator that there is not, and where another measure has it already.
    """
    source = next((one for one in sources(measures, indicators) if one.place == place), None)
    if source is None:
        raise BadInput(Fault("这个目标没有可取的统计数", "目标要有数，计量单位要与指标相同", "目标"))
    if code and code not in {one.code for one in source.offered}:
        raise BadInput(Fault("没有选指标，或计量单位不同", "从列出的指标里选", "目标"))
    if code and any(one.get("code") == code for at, one in enumerate(measures) if at != place):
        raise BadInput(Fault("另一个目标已经取这项指标的数", "一项指标只对一个目标", "目标"))
    found = [dict(one) for one in measures]
    found[place] = {name: value for name, value in found[place].items() if name not in ("code", "own")}
    found[place] |= {"code": code} if code else {"own": True}
    return found


def shares_kept(parts: Sequence[Mapping[str, Any]], before: Measures, after: Measures) -> list[dict[str, Any]]:
    """The units' shares of the same measures, by the codes that these bear now."""
    codes = {_code(place, one): _code(place, after[place]) for place, one in enumerate(before)}
    return [
        {**part, "values": {codes.get(code, code): value for code, value in part["values"].items()}} for part in parts
    ]


def _code(place: int, one: Mapping[str, Any]) -> str:
    return str(one.get("code") or f"m{place + 1}")
