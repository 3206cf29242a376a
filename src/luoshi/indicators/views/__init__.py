"""The pages of the indicators."""

from luoshi.indicators.views.boards import completeness, indicator, indicator_list, new_sheet
from luoshi.indicators.views.tables import table, table_file, take_table

__all__ = ["completeness", "indicator", "indicator_list", "new_sheet", "table", "table_file", "take_table"]
