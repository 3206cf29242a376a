"""The questions to the ledger: read-only, few queries, typed results."""

from luoshi.matters.queries.ledger import Filters, LedgerRow, counts, ledger, rows_of
from luoshi.matters.queries.night import night
from luoshi.matters.queries.night_page import Night, NightRow
from luoshi.matters.queries.page import MatterPage, matter_page
from luoshi.matters.queries.signing import to_sign
from luoshi.matters.queries.waiting import Waiting, to_verify, waiting_for

__all__ = [
    "Filters",
    "LedgerRow",
    "MatterPage",
    "Night",
    "NightRow",
    "Waiting",
    "counts",
    "ledger",
    "matter_page",
    "night",
    "rows_of",
    "to_sign",
    "to_verify",
    "waiting_for",
]
