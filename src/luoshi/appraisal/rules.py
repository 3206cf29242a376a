"""Which scheme holds for a period: the county's own, else the one Luoshi brings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from luoshi.appraisal.adopted import revisions
from luoshi.appraisal.models import SchemeRevision
from luoshi.appraisal.offered import OFFERED
from luoshi.appraisal.terms import CYCLES, READY
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.item import Item
from luoshi.core.timing.periods import Period

MONTH = "month"
"""The code of the scheme by which months are ranked."""
FROM_THE_LOOP = tuple(OFFERED)
"""Sources that the loop itself has."""
REVIEW = "review"
"""The source that is the marks of the reviewers."""
MARKS = "marks"
"""The source that is the marks of the assessment office, each item's own."""
SCHEMES = Path(__file__).resolve().parent / "schemes"


def default_scheme(year: int, code: str = MONTH) -> str:
    """The text of the default scheme of this code, for a year; empty where Luoshi brings none."""
    return _text_of(code, year) if code in CYCLES else ""


def _text_of(code: str, year: int) -> str:
    file = SCHEMES / f"{code}.toml"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return re.sub(r"(?m)^year = \d{4}$", f"year = {year}", text)


def ready_scheme(year: int, code: str) -> str:
    """The text of a scheme that Luoshi brings to start from; empty where it brings none. It holds once adopted."""
    return _text_of(code, year) if code in READY else ""


def blank_scheme(year: int) -> str:
    """What a new scheme begins with: small, sound, and said in words."""
    return re.sub(r"(?m)^year = \d{4}$", f"year = {year}", (SCHEMES / "new.toml").read_text(encoding="utf-8"))


def scheme_text(period: Period, code: str = "") -> tuple[SchemeRevision | None, str]:
    """The revision that holds at the end of a period, and its text. Without a revision the default is to be adopted.

    The default is adopted anew each year; a county's own scheme holds until another one begins. Raises BadInput where
    there is neither.
    """
    code = code or period.kind
    revision, text = holding_text(revisions(), period, code)
    if not text:
        raise BadInput(Fault(f"{period.label}还没有起用代码为“{code}”的方案", "先在考核方案里起用", "方案"))
    return revision, text


def holding_text(adopted: Iterable[SchemeRevision], period: Period, code: str) -> tuple[SchemeRevision | None, str]:
    """The same among revisions in the order of their days; an empty text where none holds."""
    begun = [one for one in adopted if one.code == code and one.since <= period.last]
    revision, default = begun[-1] if begun else None, default_scheme(period.year, code)
    if revision is None:
        return None, default
    is_default = bool(default) and revision.toml == default_scheme(revision.since.year, code)
    return (None, default) if is_default and revision.toml != default else (revision, revision.toml)


def source_of(item: Item) -> str:
    """Where a leaf's figures come from: what the scheme names, else the item's own code."""
    return item.source or item.code


def is_own(item: Item) -> bool:
    """Whether the loop itself has the figure."""
    return source_of(item) in FROM_THE_LOOP


def is_composed(item: Item) -> bool:
    """Whether it is made of the scores of closed rankings."""
    return item.method == "periods"


def is_reviewed(item: Item) -> bool:
    return source_of(item) == REVIEW


def is_marked(item: Item) -> bool:
    return source_of(item) == MARKS


def _leaves(scheme: Scheme) -> Iterable[Item]:
    return (item for item in scheme.items if item.is_leaf and item.formula is None)


def composed_items(scheme: Scheme) -> list[Item]:
    return [item for item in _leaves(scheme) if is_composed(item)]


def reviewed_items(scheme: Scheme) -> list[Item]:
    return [item for item in _leaves(scheme) if is_reviewed(item)]


def marked_items(scheme: Scheme) -> list[Item]:
    return [item for item in _leaves(scheme) if is_marked(item)]


def own_items(scheme: Scheme) -> list[Item]:
    return [item for item in _leaves(scheme) if is_own(item)]


def indicator_items(scheme: Scheme) -> list[Item]:
    """The leaves that are fed by indicators."""
    others = (is_own, is_composed, is_reviewed, is_marked)
    return [item for item in _leaves(scheme) if not any(is_one(item) for is_one in others)]


def source_words(item: Item) -> str:
    """What a reader is told of where the figures come from."""
    if is_own(item):
        return "own"
    if is_composed(item):
        return "composed"
    if is_marked(item):
        return "marks"
    return "review" if is_reviewed(item) else "indicator"
