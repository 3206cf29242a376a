"""The questions to what came in: the list of documents, and one document beside its drafted ledger."""

from luoshi.intake.queries.listing import Counts, counts_of, documents, waiting_for
from luoshi.intake.queries.page import (
    JOINT,
    OWN_DAY,
    DocumentPage,
    RowShown,
    Tally,
    document_page,
    document_tally,
    hidden_rows,
    others_shown,
    row_shown,
)

__all__ = [
    "JOINT",
    "OWN_DAY",
    "Counts",
    "DocumentPage",
    "RowShown",
    "Tally",
    "counts_of",
    "document_page",
    "document_tally",
    "documents",
    "hidden_rows",
    "others_shown",
    "row_shown",
    "waiting_for",
]
