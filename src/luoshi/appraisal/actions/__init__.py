"""The verbs of the appraisal: scheme, check, close, judge, release, appeal; review marks, bonus claims, sanctions."""

from luoshi.appraisal.actions.appealing import answer_appeal, appeal, decide_appeal, withdraw_appeal
from luoshi.appraisal.actions.checking import Objection, check_figures, open_check, rule_objection
from luoshi.appraisal.actions.claiming import (
    Honour,
    claim_bonus,
    decide_bonus,
    object_to_bonus,
    pass_bonus,
    return_bonus,
    withdraw_bonus,
)
from luoshi.appraisal.actions.closing import Closed, close_month, close_ranking
from luoshi.appraisal.actions.judging import answer_question, ask_units, judge
from luoshi.appraisal.actions.marking import give_marks
from luoshi.appraisal.actions.releasing import release, release_with
from luoshi.appraisal.actions.reviewing import Marked, cast_review, keep_marks
from luoshi.appraisal.actions.sanctioning import Notice, lift_sanction, sanction
from luoshi.appraisal.actions.schemes import adopt_scheme
from luoshi.appraisal.actions.settling import settle_touched

__all__ = [
    "Closed",
    "Honour",
    "Marked",
    "Notice",
    "Objection",
    "adopt_scheme",
    "answer_appeal",
    "answer_question",
    "appeal",
    "ask_units",
    "cast_review",
    "check_figures",
    "claim_bonus",
    "close_month",
    "close_ranking",
    "decide_appeal",
    "decide_bonus",
    "give_marks",
    "judge",
    "keep_marks",
    "lift_sanction",
    "object_to_bonus",
    "open_check",
    "pass_bonus",
    "release",
    "release_with",
    "return_bonus",
    "rule_objection",
    "sanction",
    "settle_touched",
    "withdraw_appeal",
    "withdraw_bonus",
]
