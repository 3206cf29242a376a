"""The questions behind the papers: read-only."""

from luoshi.papers.queries.circular import circular, last_reported
from luoshi.papers.queries.listing import Month, Shown, months, paper_shown, standing_paper
from luoshi.papers.queries.waiting import asking, waiting_for

__all__ = [
    "Month",
    "Shown",
    "asking",
    "circular",
    "last_reported",
    "months",
    "paper_shown",
    "standing_paper",
    "waiting_for",
]
