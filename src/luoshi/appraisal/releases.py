"""Which sealed rankings are out, and since when."""

from __future__ import annotations

from datetime import date

from luoshi.appraisal.models import Closing, Release
from luoshi.org.rules import setting


def needs_release(day: date) -> bool:
    """Whether a leader lets rankings out; else each is out with its sealing."""
    return bool(setting("ranking_release", day))


def released_on(closing: Closing) -> date | None:
    """The day an edition was let out; None: it is not out."""
    if not needs_release(closing.day):
        return closing.day
    return Release.rows.filter(closing=closing.uuid).values_list("day", flat=True).first()
