"""The verbs of the indicators: what is measured, what was promised, what was counted. Each one transaction."""

from luoshi.indicators.actions.campaigns import NewCampaign, begin_campaign, count_day
from luoshi.indicators.actions.defining import define
from luoshi.indicators.actions.entering import NewSheet, enter_sheet, enter_sheets
from luoshi.indicators.actions.shared import COUNTY
from luoshi.indicators.actions.sheets import Entered, Settled, enter_draft, settle, take_table, try_table
from luoshi.indicators.actions.targets import set_targets
from luoshi.indicators.actions.wanted import NewCell, NewIndicator, NewTarget, TargetsSet

__all__ = [
    "COUNTY",
    "Entered",
    "NewCampaign",
    "NewCell",
    "NewIndicator",
    "NewSheet",
    "NewTarget",
    "Settled",
    "TargetsSet",
    "begin_campaign",
    "count_day",
    "define",
    "enter_draft",
    "enter_sheet",
    "enter_sheets",
    "set_targets",
    "settle",
    "take_table",
    "try_table",
]
