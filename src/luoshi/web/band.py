"""The band at the top of every page: the stations that stand, in the order of the loop, and who is here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.timing.workdays import Workdays
from luoshi.org.acting import OFFICE, SEES_ALL, By
from luoshi.org.models import Role
from luoshi.org.queries import workdays

LEADERS = frozenset({Role.VICE_HEAD, Role.SECRETARY})
STATIONS: tuple[tuple[str, str, frozenset[str] | None], ...] = (
    ("county", gettext_noop("县情"), SEES_ALL | LEADERS),
    ("intake:documents", gettext_noop("来文"), OFFICE),
    ("matters:list", gettext_noop("事项"), None),
    ("matters:blockers", gettext_noop("堵点"), None),
    ("indicators:list", gettext_noop("指标"), None),
    ("appraisal:list", gettext_noop("考核"), None),
    ("papers:list", gettext_noop("材料"), OFFICE | {Role.ASSESSMENT, Role.COUNTY_HEAD}),
    ("house:units", gettext_noop("系统管理"), frozenset({Role.ADMIN})),
    ("house:mandates", gettext_noop("委托"), frozenset({Role.DIRECTOR})),
)
"""(URL, word, roles that see it; None: all)."""
WITHIN = {"house:units": "/house/"}
"""Stations with more pages than those below their own address."""


def band(request: HttpRequest) -> dict[str, Any]:
    by: By | None = getattr(request, "by", None)
    found = []
    for name, word, roles in STATIONS:
        if by is None or (roles is not None and not by.has(*roles)):
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        found.append({"url": url, "name": _(word), "here": request.path.startswith(WITHIN.get(name, url))})
    return {
        "by": by,
        "stations": found,
        "back": _back(request),
        "demonstration": settings.IS_DEMONSTRATION,
        "estimated_year": _estimated_year(by) if by else None,
    }


def _back(request: HttpRequest) -> str:
    """The page from which somebody was sent here to put something right; only one of our own."""
    back = request.GET.get("back", "")
    own = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if own else ""


def _estimated_year(by: By) -> int | None:
    """The year, if nobody has entered the State Council's notice for it: its working days are only reckoned."""
    year = by.day.year
    return year if NOTICES.is_estimated(year) and workdays().is_estimated(year) else None


NOTICES = Workdays()
