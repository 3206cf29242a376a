"""The questions to the indicators: read-only, a fixed number of SELECTs each, typed answers."""

from luoshi.indicators.queries.board import BoardRow, HalfYear, Point, board, half_of, half_year
from luoshi.indicators.queries.campaigns import CampaignPage, CampaignRow, campaign_page, campaigns
from luoshi.indicators.queries.chances import chance_years, chances
from luoshi.indicators.queries.completeness import Completeness, completeness
from luoshi.indicators.queries.doubts import check_rules, doubts_of
from luoshi.indicators.queries.entry import (
    Changed,
    EntryRow,
    SheetRow,
    changed_figures,
    entry_rows,
    find,
    names_of,
    next_period,
    sheets_of,
    units_by_place,
    usual_source,
)
from luoshi.indicators.queries.growths import growths
from luoshi.indicators.queries.known import rules_on
from luoshi.indicators.queries.register import RegisterRow, Revised, register, revisions_of
from luoshi.indicators.queries.schemes import scheme_values
from luoshi.indicators.queries.situation import Sentence, Situation, situation, situation_of
from luoshi.indicators.queries.tables import (
    TableOnPage,
    TablePage,
    find_draft,
    meanings_of,
    recent_drafts,
    said_of,
    table_page,
)
from luoshi.indicators.queries.targets import DEPARTMENTS, TOWNS, TargetPage, TargetRow, target_page
from luoshi.indicators.queries.units import ByUnit, UnitRow, UnitTable, by_unit

__all__ = [
    "DEPARTMENTS",
    "TOWNS",
    "BoardRow",
    "ByUnit",
    "CampaignPage",
    "CampaignRow",
    "Changed",
    "Completeness",
    "EntryRow",
    "HalfYear",
    "Point",
    "RegisterRow",
    "Revised",
    "Sentence",
    "SheetRow",
    "Situation",
    "TableOnPage",
    "TablePage",
    "TargetPage",
    "TargetRow",
    "UnitRow",
    "UnitTable",
    "board",
    "by_unit",
    "campaign_page",
    "campaigns",
    "chance_years",
    "chances",
    "changed_figures",
    "check_rules",
    "completeness",
    "doubts_of",
    "entry_rows",
    "find",
    "find_draft",
    "growths",
    "half_of",
    "half_year",
    "meanings_of",
    "names_of",
    "next_period",
    "recent_drafts",
    "register",
    "revisions_of",
    "rules_on",
    "said_of",
    "scheme_values",
    "sheets_of",
    "situation",
    "situation_of",
    "table_page",
    "target_page",
    "units_by_place",
    "usual_source",
]
