"""The verbs of the appraisal, in the order of a month: scheme, check, close, judge, release, appeal."""

from luoshi.appraisal.actions.appealing import answer_appeal, appeal, decide_appeal, withdraw_appeal
from luoshi.appraisal.actions.checking import Objection, check_figures, open_check, rule_objection
from luoshi.appraisal.actions.closing import Closed, close_month
from luoshi.appraisal.actions.judging import answer_question, ask_units, judge
from luoshi.appraisal.actions.releasing import release, release_with
from luoshi.appraisal.actions.schemes import adopt_scheme

__all__ = [
    "Closed",
    "Objection",
    "adopt_scheme",
    "answer_appeal",
    "answer_question",
    "appeal",
    "ask_units",
    "check_figures",
    "close_month",
    "decide_appeal",
    "judge",
    "open_check",
    "release",
    "release_with",
    "rule_objection",
    "withdraw_appeal",
]
