"""Which scheme holds for a month: the county's own, else the one Luoshi brings."""

from __future__ import annotations

import re
from pathlib import Path

from luoshi.appraisal.models import SchemeRevision
from luoshi.core.scoring import Scheme
from luoshi.core.timing.periods import Period
from luoshi.matters.queries.figures import NODES, QUANTITIES, REPORTS

MONTH = "month"
"""The code of the scheme by which months are ranked."""
FROM_THE_LOOP = (NODES, QUANTITIES, REPORTS)
"""Items whose figures the loop itself has; every other leaf is an indicator's, by its code."""
SCHEMES = Path(__file__).resolve().parent / "schemes"


def default_scheme(year: int) -> str:
    """The text of the default scheme, for a year."""
    text = (SCHEMES / f"{MONTH}.toml").read_text(encoding="utf-8")
    return re.sub(r"(?m)^year = \d{4}$", f"year = {year}", text)


def scheme_text(period: Period) -> tuple[SchemeRevision | None, str]:
    """The revision that holds at the end of a month, and its text. Without a revision the default is to be adopted.

    The default is adopted anew each year; a county's own scheme holds until another one begins.
    """
    begun = SchemeRevision.rows.filter(code=MONTH, since__lte=period.last)
    revision = begun.order_by("since", "at", "uuid").last()
    default = default_scheme(period.year)
    if revision is None:
        return None, default
    is_default = revision.toml == default_scheme(revision.since.year)
    return (None, default) if is_default and revision.toml != default else (revision, revision.toml)


def indicator_codes(scheme: Scheme) -> list[str]:
    """The leaves that are fed by indicators."""
    return [item.code for item in scheme.items if item.is_leaf and item.code not in FROM_THE_LOOP]
