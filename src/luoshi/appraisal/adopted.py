"""The schemes that the county has adopted: rules of the house, kept in memory with the others until one changes."""

from __future__ import annotations

import re
from functools import lru_cache

from luoshi.appraisal.models import SchemeRevision
from luoshi.core.timing.periods import Period
from luoshi.org.version import version


def revisions() -> tuple[SchemeRevision, ...]:
    """All that were ever adopted, in the order in which they begin; read again when the house has changed."""
    return _revisions(version())


@lru_cache(maxsize=4)
def _revisions(_version: str) -> tuple[SchemeRevision, ...]:
    return tuple(SchemeRevision.rows.order_by("since", "at", "uuid"))


def name_of(code: str, period: Period) -> str:
    """A scheme's name as it was adopted for a period, without the year that stands before it; empty where there is
    none of that code."""
    found = [one for one in revisions() if one.code == code]
    begun = [one for one in found if one.since <= period.last] or found[:1]
    return (_YEAR.sub("", begun[-1].name) or begun[-1].name) if begun else ""


_YEAR = re.compile(r"^\s*\d{4}\s*年度?\s*")
_TRIAL = re.compile(r"[（(][^（(]*[)）]$")
_RULES = re.compile(r"(?:实施|管理)?(?:办法|方案|细则|规则|规定)$")
_RANKING = re.compile(r"(?<=..)(?:按?(?:月|季|半年|年)度?)?(?:综合|专项)?(?:考核|排名|评价|评比|考评)(?:评价)?$")
ROOM = 8
"""So many characters of a name fit where room is scarce."""


def short_form(name: str) -> str:
    """争取资金 for 争取资金季度考核办法（试行）; what is still too long ends in …."""
    known = _RULES.sub("", _TRIAL.sub("", name))
    short = _RANKING.sub("", known) or known or name
    return short if len(short) <= ROOM else short[: ROOM - 1] + "…"
