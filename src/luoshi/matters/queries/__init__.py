"""The questions to the ledger: read-only, few queries, typed results."""

from luoshi.matters.queries.circulating import (
    CirculationPage,
    CommentPage,
    LeaderPage,
    circulation_page,
    comment_page,
    drafts_out,
    leader_page,
    listed,
)
from luoshi.matters.queries.circulating.waiting import steps_to_end, waiting_on_drafts
from luoshi.matters.queries.desk import Rare, There, Waiting, may_be
from luoshi.matters.queries.ledger import Filters, LedgerRow, counts, ledger, rows_of
from luoshi.matters.queries.night import night
from luoshi.matters.queries.night_page import Night, NightRow
from luoshi.matters.queries.page import MatterPage, matter_page
from luoshi.matters.queries.signing import to_sign
from luoshi.matters.queries.there import counted, counted_by, there_is, told
from luoshi.matters.queries.waiting import to_verify, waiting_for

__all__ = [
    "CirculationPage",
    "CommentPage",
    "Filters",
    "LeaderPage",
    "LedgerRow",
    "MatterPage",
    "Night",
    "NightRow",
    "Rare",
    "There",
    "Waiting",
    "circulation_page",
    "comment_page",
    "counted",
    "counted_by",
    "counts",
    "drafts_out",
    "leader_page",
    "ledger",
    "listed",
    "matter_page",
    "may_be",
    "night",
    "rows_of",
    "steps_to_end",
    "there_is",
    "to_sign",
    "to_verify",
    "told",
    "waiting_for",
    "waiting_on_drafts",
]
