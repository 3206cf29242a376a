"""The county's programmes as of a day."""

from __future__ import annotations

from datetime import date

from luoshi.matters.models import Programme


def programmes(day: date) -> dict[str, Programme]:
    """Code → the newest revision that had begun on the day and was known on it: one SELECT."""
    begun = Programme.rows.filter(since__lte=day, day__lte=day).order_by("since", "at", "uuid")
    return {revision.code: revision for revision in begun}
