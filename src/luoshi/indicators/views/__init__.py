"""The pages of the indicators."""

from luoshi.indicators.views.boards import completeness, indicator, indicator_list, new_sheet
from luoshi.indicators.views.campaigns import campaign, campaign_list, new_campaign
from luoshi.indicators.views.register import register, register_file
from luoshi.indicators.views.tables import table, table_file, take_table
from luoshi.indicators.views.targets import targets, targets_file

__all__ = [
    "campaign",
    "campaign_list",
    "completeness",
    "indicator",
    "indicator_list",
    "new_campaign",
    "new_sheet",
    "register",
    "register_file",
    "table",
    "table_file",
    "take_table",
    "targets",
    "targets_file",
]
