"""The questions to the appraisal: read-only, few SELECTs, typed answers."""

from luoshi.appraisal.queries.closable import Basis, Closable, basis, closable, coming_for, next_closable, waiting_for
from luoshi.appraisal.queries.export import scores_export
from luoshi.appraisal.queries.ranking import (
    ClosingRow,
    GroupTable,
    RankRow,
    closings,
    last_closed,
    notes,
    ranking_table,
)
from luoshi.appraisal.queries.why import Why, WhyLine, may_ask_why, why

__all__ = [
    "Basis",
    "Closable",
    "ClosingRow",
    "GroupTable",
    "RankRow",
    "Why",
    "WhyLine",
    "basis",
    "closable",
    "closings",
    "coming_for",
    "last_closed",
    "may_ask_why",
    "next_closable",
    "notes",
    "ranking_table",
    "scores_export",
    "waiting_for",
    "why",
]
