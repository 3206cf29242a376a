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
from luoshi.matters.actions.handover import (
    accept_handover,
    hand_over,
    hand_over_due,
    merge_units,
    move_official,
    rename_unit,
    split_unit,
    succeed,
)
from luoshi.matters.actions.house_rules import change_setting, enter_holidays
from luoshi.matters.actions.issuing import Decided, LineWanted, MeasureWanted, issue, issue_rows
from luoshi.matters.actions.night import Basis, Sent, as_report, asked_of, entering_for, save_draft, send_drafts
from luoshi.matters.actions.opening import Running, take_over
from luoshi.matters.actions.periods import accept_by_silence, close_period, reopen_period
from luoshi.matters.actions.plans import approve_plans_by_silence, plan, rule_plans
from luoshi.matters.actions.programmes import NewProgramme, set_programmes
from luoshi.matters.actions.reports import FiledReport, Stuck, file_reports
from luoshi.matters.actions.restricting import release, restrict
from luoshi.matters.actions.rulings import end_matter, request, rule_request, rule_return
from luoshi.matters.actions.signing import sign_off
from luoshi.matters.actions.verifying import Finding, verify
from luoshi.matters.goals import ClaimWords

__all__ = [
    "Basis",
    "ClaimWords",
    "Decided",
    "FiledReport",
    "Finding",
    "LineWanted",
    "MeasureWanted",
    "NewProgramme",
    "Read",
    "Running",
    "Sent",
    "Stuck",
    "accept_by_silence",
    "accept_handover",
    "add_row",
    "answer_blocker",
    "approve_plans_by_silence",
    "as_report",
    "asked_of",
    "assign_blocker",
    "attach",
    "change_row",
    "change_setting",
    "claim",
    "claim_each",
    "clear_blocker",
    "close_period",
    "discard_row",
    "disown_blocker",
    "end_matter",
    "enter_holidays",
    "entering_for",
    "file_reports",
    "hand_over",
    "hand_over_due",
    "issue",
    "issue_rows",
    "keep_claim_drafts",
    "merge_rows",
    "merge_units",
    "move_official",
    "plan",
    "raise_blocker",
    "release",
    "rename_unit",
    "reopen_period",
    "request",
    "restore_row",
    "restrict",
    "return_line",
    "rule_plans",
    "rule_request",
    "rule_return",
    "save_draft",
    "send_drafts",
    "set_programmes",
    "sign_off",
    "split_row",
    "split_unit",
    "succeed",
    "take_document",
    "take_over",
    "verify",
]
