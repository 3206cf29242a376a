"""The mark that only the builder writes: this database holds the demonstration, built for a day."""

from __future__ import annotations

from datetime import date

from luoshi.facts.models import Entry, Stamp

STAMP = "demonstration"


def last_day() -> date | None:
    """The day on which the demonstration in this database lives: of its newest fact, or that for which it was built."""
    mark = Stamp.rows.filter(key=STAMP).values_list("value", flat=True).first()
    if mark is None:
        return None
    newest = Entry.rows.order_by("-seq").values_list("day", flat=True).first()
    return max(date.fromisoformat(mark.split()[0]), newest or date.min)


def stamped() -> bool:
    """Whether this database holds the demonstration."""
    return bool(Stamp.rows.filter(key=STAMP).exists())
