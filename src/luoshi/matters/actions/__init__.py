"""The verbs of the ledger: the only code that writes it. One function, one verb, one transaction."""

from luoshi.matters.actions.blockers import answer_blocker, assign_blocker, clear_blocker, disown_blocker, raise_blocker
from luoshi.matters.actions.circulating import (
    CommentWanted,
    Decision,
    approve_draft,
    change_out,
    circulate,
    close_comments,
    confirm_rows,
    decide_comments,
    issue_circulated,
    send_back_row,
    send_comments,
    settle_quarrel,
    settle_silence,
    signer_of,
    take_back,
)
from luoshi.matters.actions.claims import ClaimWords, claim, plan, return_line
from luoshi.matters.actions.drafts import (
    Read,
    add_row,
    change_row,
    discard_row,
    merge_rows,
    restore_row,
    split_row,
    take_document,
)
from luoshi.matters.actions.evidence import attach
from luoshi.matters.actions.issuing import Decided, LineWanted, MeasureWanted, issue, issue_rows
from luoshi.matters.actions.opening import Running, take_over
from luoshi.matters.actions.periods import accept_by_silence, close_period, reopen_period
from luoshi.matters.actions.programmes import NewProgramme, set_programmes
from luoshi.matters.actions.recalling import recall
from luoshi.matters.actions.reports import FiledReport, Stuck, file_reports
from luoshi.matters.actions.rulings import end_matter, request, rule_request, rule_return
from luoshi.matters.actions.signing import sign_off
from luoshi.matters.actions.verifying import Finding, verify

__all__ = [
    "ClaimWords",
    "CommentWanted",
    "Decided",
    "Decision",
    "FiledReport",
    "Finding",
    "LineWanted",
    "MeasureWanted",
    "NewProgramme",
    "Read",
    "Running",
    "Stuck",
    "accept_by_silence",
    "add_row",
    "answer_blocker",
    "approve_draft",
    "assign_blocker",
    "attach",
    "change_out",
    "change_row",
    "circulate",
    "claim",
    "clear_blocker",
    "close_comments",
    "close_period",
    "confirm_rows",
    "decide_comments",
    "discard_row",
    "disown_blocker",
    "end_matter",
    "file_reports",
    "issue",
    "issue_circulated",
    "issue_rows",
    "merge_rows",
    "plan",
    "raise_blocker",
    "recall",
    "reopen_period",
    "request",
    "restore_row",
    "return_line",
    "rule_request",
    "rule_return",
    "send_back_row",
    "send_comments",
    "set_programmes",
    "settle_quarrel",
    "settle_silence",
    "sign_off",
    "signer_of",
    "split_row",
    "take_back",
    "take_document",
    "take_over",
    "verify",
]
