"""Where a figure of a sealed ranking comes from, and so where it must be put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.models import Closing
from luoshi.appraisal.rules import is_composed, is_marked, is_own, is_reviewed, source_of
from luoshi.appraisal.sealing import opened, reasons_of
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import month_name, term_name
from luoshi.core.scoring.item import Item
from luoshi.core.timing.periods import Period
from luoshi.indicators.models import Cycle, Indicator
from luoshi.org.acting import By
from luoshi.org.permissions import may

MOST = 6
"""So many matters are named, what went against the unit first."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page on which the figure can be put right, and what it is."""

    words: str
    url: str


def source_pages(
    by: By, closing: Closing, unit: UUID, item: str, back: str, *, is_right: bool = False
) -> list[SourcePage]:
    """The pages behind one figure, each with the way back. One SELECT where it is an indicator's that is to be put
    right."""
    scheme = opened(closing.package).result.scheme
    known = next((one for one in scheme.items if one.code == item), None)
    if known is None:
        return []
    if is_own(known):
        found = _matters(closing, unit, item)
    elif is_marked(known):
        term = Term(closing.scheme, Period.parse(closing.period))
        found = [SourcePage(_("考核办打分"), reverse("appraisal:marks", args=[term]))]
    elif is_composed(known):
        found = _rankings(closing, item)
    elif is_reviewed(known):
        term = Term(closing.scheme, Period.parse(closing.period))
        found = [SourcePage(_("领导打分"), reverse("appraisal:review", args=[term]))]
    elif is_right:
        found = [SourcePage(known.name, reverse("indicators:page", args=[source_of(known)]))]
    else:
        found = _sheets(by, closing, unit, known)
    return [SourcePage(one.words, _with_back(one.url, back)) for one in found]


def _with_back(url: str, back: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'back': back})}"


def _matters(closing: Closing, unit: UUID, item: str) -> list[SourcePage]:
    behind = reasons_of(closing.reasons).get(str(unit), {}).get(item, [])
    seen: dict[str, SourcePage] = {}
    for one in behind:
        words = f"{one['number']} {one['title']}：{one['what']}"
        seen.setdefault(one["matter"], SourcePage(words, reverse("matters:page", args=[one["matter"]])))
    return list(seen.values())[:MOST]


def _rankings(closing: Closing, item: str) -> list[SourcePage]:
    parts: Iterable[dict[str, str]] = opened(closing.package).manifest.get("rankings", {}).get(item, ())
    code = next(source_of(one) for one in opened(closing.package).result.scheme.items if one.code == item)
    terms = [Term(code, Period.parse(one["period"])) for one in parts]
    return [
        SourcePage(_("{period}的排名").format(period=term_name(one)), reverse("appraisal:ranking", args=[one]))
        for one in terms
    ]


def _sheets(by: By, closing: Closing, unit: UUID, item: Item) -> list[SourcePage]:
    """The sheet of the data month that was taken; who may not enter figures is shown the indicator."""
    sealed, indicator = opened(closing.package), Indicator.rows.filter(code=source_of(item)).first()
    if indicator is None:
        return []
    months = sealed.manifest.get("indicators", {}).get(item.code, {}).get("months", {})
    group = next((one.group for one in sealed.result.rankings for row in one.rows if row.unit == str(unit)), "")
    month = months.get(group)
    if month is None or not may(by, "observe"):
        return [SourcePage(indicator.name, reverse("indicators:page", args=[indicator.code]))]
    period = Period.parse(month)
    of = str(Period.containing(period.last, "quarter")) if indicator.cycle == Cycle.QUARTER else month
    words = _("{month}{name}的报表：登记修订数").format(month=month_name(month), name=indicator.name)
    return [SourcePage(words, reverse("indicators:new_sheet", args=[indicator.code]) + "?" + urlencode({"period": of}))]
