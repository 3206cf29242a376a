"""A draft on its way to issue: sent round, commented on, decided, confirmed, signed."""

from luoshi.matters.actions.circulating.commenting import CommentWanted, send_comments, settle_silence
from luoshi.matters.actions.circulating.confirming import confirm_rows, send_back_row
from luoshi.matters.actions.circulating.deciding import Decision, change_out, decide_comments, settle_quarrel
from luoshi.matters.actions.circulating.issuing import issue_circulated, signer_of
from luoshi.matters.actions.circulating.moving import approve_draft, close_comments, take_back
from luoshi.matters.actions.circulating.starting import circulate

__all__ = [
    "CommentWanted",
    "Decision",
    "approve_draft",
    "change_out",
    "circulate",
    "close_comments",
    "confirm_rows",
    "decide_comments",
    "issue_circulated",
    "send_back_row",
    "send_comments",
    "settle_quarrel",
    "settle_silence",
    "signer_of",
    "take_back",
]
