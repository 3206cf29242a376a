"""Which indicator a heading means: by the words they share, and by how each counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.core.tabling.saying import thing_in
from luoshi.core.tabling.values import tight

LEAST = 0.62
"""Below this likeness a heading means none of the indicators."""
_SAME: tuple[tuple[str, str], ...] = (
    ("规模以上", "规上"),
    ("限额以上", "限上"),
    ("地区生产总值", "生产总值"),
    ("国内生产总值", "生产总值"),
    ("固定资产投资", "固投"),
    ("社会消费品零售总额", "社零"),
    ("社会消费品零售", "社零"),
    ("社消零", "社零"),
    ("地方一般公共预算收入", "一般公共预算收入"),
    ("居民人均可支配收入", "居民收入"),
    ("人均可支配收入", "居民收入"),
    ("引进", "招引"),
    ("全社会", ""),
    ("全口径", ""),
)
FITS: dict[str, tuple[str, ...]] = {
    "so_far": ("cumulative", "stock"),
    "current": ("flow", "stock"),
    "growth": ("rate",),
    "share": ("rate",),
    "": ("cumulative", "stock", "flow", "rate"),
}
"""Which ways of counting a column with this measure may feed."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An indicator as far as a sheet can name it."""

    code: str
    name: str
    unit: str
    accumulation: str
    cycle: str = "month"


def likeness(one: str, other: str) -> float:
    """1 for the same words, 0 for none in common: pairs of signs shared; words within words count for more."""
    one, other = _plain(one), _plain(other)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    shared = _pairs(one) & _pairs(other)
    alike = 2 * len(shared) / (len(_pairs(one)) + len(_pairs(other)) or 1)
    within = short in long and len(short) * 2 >= len(long)
    return max(alike, 0.6 + 0.4 * len(short) / len(long)) if within else alike


def _plain(text: str) -> str:
    text = re.sub(r"GDP", "生产总值", tight(text), flags=re.IGNORECASE)
    for long, short in _SAME:
        text = text.replace(long, short)
    return re.sub(r"增速|增长率?|增幅", "", text) or text


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}


def meant(words: str, measure: str, unit: str, things: Sequence[Thing]) -> Thing | None:
    """The indicator that these words mean, if one is clearly nearest."""
    said = thing_in(words)
    if not said:
        return None
    fitting = [thing for thing in things if _fits(thing, measure, unit)]
    ranked = sorted(((likeness(said, thing_in(thing.name) or thing.name), thing) for thing in fitting), key=_by_score)
    if not ranked or ranked[0][0] < LEAST:
        return None
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0] and ranked[0][1].accumulation == ranked[1][1].accumulation:
        return None
    return ranked[0][1]


def _by_score(pair: tuple[float, Thing]) -> float:
    return -pair[0]


def _fits(thing: Thing, measure: str, unit: str) -> bool:
    if thing.accumulation not in FITS.get(measure, ()):
        return False
    percent = unit == "%" or measure in ("growth", "share")
    return (thing.accumulation == "rate") == percent if unit or percent else True
