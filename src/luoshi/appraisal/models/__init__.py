"""The tables of the appraisal: schemes and closings, the check before, the release, the appeals after."""

from luoshi.appraisal.models.appealed import Appeal, AppealStep
from luoshi.appraisal.models.asked import Finding, FindingSubject, FindingVerdict, Question, QuestionAnswer, Verdict
from luoshi.appraisal.models.checked import CheckObjection, CheckOpened, CheckRuling, DataCheck
from luoshi.appraisal.models.ranked import Clock, Closing, SchemeRevision, Score
from luoshi.appraisal.models.released import Release

__all__ = [
    "Appeal",
    "AppealStep",
    "CheckObjection",
    "CheckOpened",
    "CheckRuling",
    "Clock",
    "Closing",
    "DataCheck",
    "Finding",
    "FindingSubject",
    "FindingVerdict",
    "Question",
    "QuestionAnswer",
    "Release",
    "SchemeRevision",
    "Score",
    "Verdict",
]
