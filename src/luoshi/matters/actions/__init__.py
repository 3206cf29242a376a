"""The verbs of the ledger: the only code that writes it. One function, one verb, one transaction."""

from luoshi.matters.actions.answering import mark_answer, upper_step
from luoshi.matters.actions.asking import Change, request
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
from luoshi.matters.actions.claims import claim, claim_each, keep_claim_drafts, return_line
from luoshi.matters.actions.decomposing import decompose, measures_of
from luoshi.matters.actions.drafts import (
    Read,
    add_row,
    change_row,
    discard_row,
    merge_rows,
    restore_row,
    split_row,
    take_document,
    vouch_row,
)
from luoshi.matters.actions.evidence import attach
from luoshi.matters.actions.families import Share, evenly, rollup_for
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
from luoshi.matters.actions.instructing import record_instruction
from luoshi.matters.actions.issuing import issue, issue_rows
from luoshi.matters.actions.known import say_known, say_same_draft, say_unlike
from luoshi.matters.actions.night import Basis, Sent, as_report, asked_of, entering_for, save_draft, send_drafts
from luoshi.matters.actions.opening import Running, take_over
from luoshi.matters.actions.periods import accept_by_silence, close_period, reopen_period
from luoshi.matters.actions.plans import approve_plans_by_silence, plan, rule_plans
from luoshi.matters.actions.programmes import NewProgramme, set_programmes
from luoshi.matters.actions.recalling import recall
from luoshi.matters.actions.replacing import with_what_stood
from luoshi.matters.actions.reports import FiledReport, Stuck, file_reports
from luoshi.matters.actions.restricting import release, restrict
from luoshi.matters.actions.rulings import end_matter, rule_request, rule_return
from luoshi.matters.actions.signing import sign_off
from luoshi.matters.actions.supplying import supply
from luoshi.matters.actions.verifying import Finding, verify
from luoshi.matters.actions.wanted import Decided, LineWanted, MeasureWanted
from luoshi.matters.goals import ClaimWords

__all__ = [
    "Basis",
    "Change",
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
    "Sent",
    "Share",
    "Stuck",
    "accept_by_silence",
    "accept_handover",
    "add_row",
    "answer_blocker",
    "approve_draft",
    "approve_plans_by_silence",
    "as_report",
    "asked_of",
    "assign_blocker",
    "attach",
    "change_out",
    "change_row",
    "change_setting",
    "circulate",
    "claim",
    "claim_each",
    "clear_blocker",
    "close_comments",
    "close_period",
    "confirm_rows",
    "decide_comments",
    "decompose",
    "discard_row",
    "disown_blocker",
    "end_matter",
    "enter_holidays",
    "entering_for",
    "evenly",
    "file_reports",
    "hand_over",
    "hand_over_due",
    "issue",
    "issue_circulated",
    "issue_rows",
    "keep_claim_drafts",
    "mark_answer",
    "measures_of",
    "merge_rows",
    "merge_units",
    "move_official",
    "plan",
    "raise_blocker",
    "recall",
    "record_instruction",
    "release",
    "rename_unit",
    "reopen_period",
    "request",
    "restore_row",
    "restrict",
    "return_line",
    "rollup_for",
    "rule_plans",
    "rule_request",
    "rule_return",
    "save_draft",
    "say_known",
    "say_same_draft",
    "say_unlike",
    "send_back_row",
    "send_comments",
    "send_drafts",
    "set_programmes",
    "settle_quarrel",
    "settle_silence",
    "sign_off",
    "signer_of",
    "split_row",
    "split_unit",
    "succeed",
    "supply",
    "take_back",
    "take_document",
    "take_over",
    "upper_step",
    "verify",
    "vouch_row",
    "with_what_stood",
]
