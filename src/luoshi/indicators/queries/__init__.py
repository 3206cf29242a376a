"""The questions to the indicators: read-only, a fixed number of SELECTs each, typed answers."""

from luoshi.indicators.queries.board import BoardRow, HalfYear, Point, board, half_of, half_year
from luoshi.indicators.queries.entry import EntryRow, SheetRow, entry_rows, find, next_period, sheets_of, usual_source
from luoshi.indicators.queries.known import rules_on
from luoshi.indicators.queries.schemes import scheme_values
from luoshi.indicators.queries.situation import Sentence, Situation, situation, situation_of
from luoshi.indicators.queries.units import ByUnit, UnitRow, UnitTable, by_unit

__all__ = [
    "BoardRow",
    "ByUnit",
    "EntryRow",
    "HalfYear",
    "Point",
    "Sentence",
    "SheetRow",
    "Situation",
    "UnitRow",
    "UnitTable",
    "board",
    "by_unit",
    "entry_rows",
    "find",
    "half_of",
    "half_year",
    "next_period",
    "rules_on",
    "scheme_values",
    "sheets_of",
    "situation",
    "situation_of",
    "usual_source",
]
