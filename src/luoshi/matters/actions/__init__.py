"""The verbs of the ledger: the only code that writes it. One function, one verb, one transaction."""

from luoshi.matters.actions.blockers import answer_blocker, assign_blocker, clear_blocker, disown_blocker, raise_blocker
from luoshi.matters.actions.claims import claim, claim_each, keep_claim_drafts, return_line
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
from luoshi.matters.actions.periods import accept_by_silence, close_period, reopen_period
from luoshi.matters.actions.plans import approve_plans_by_silence, plan, rule_plans
from luoshi.matters.actions.programmes import NewProgramme, set_programmes
from luoshi.matters.actions.reports import FiledReport, Stuck, file_reports
from luoshi.matters.actions.rulings import end_matter, request, rule_request, rule_return
from luoshi.matters.actions.signing import sign_off
from luoshi.matters.actions.verifying import Finding, verify
from luoshi.matters.goals import ClaimWords

__all__ = [
    "ClaimWords",
    "Decided",
    "FiledReport",
    "Finding",
    "LineWanted",
    "MeasureWanted",
    "NewProgramme",
    "Read",
    "Stuck",
    "accept_by_silence",
    "add_row",
    "answer_blocker",
    "approve_plans_by_silence",
    "assign_blocker",
    "attach",
    "change_row",
    "claim",
    "claim_each",
    "clear_blocker",
    "close_period",
    "discard_row",
    "disown_blocker",
    "end_matter",
    "file_reports",
    "issue",
    "issue_rows",
    "keep_claim_drafts",
    "merge_rows",
    "plan",
    "raise_blocker",
    "reopen_period",
    "request",
    "restore_row",
    "return_line",
    "rule_plans",
    "rule_request",
    "rule_return",
    "set_programmes",
    "sign_off",
    "split_row",
    "take_document",
    "verify",
]
