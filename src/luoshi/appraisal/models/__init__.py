"""The tables of the appraisal: schemes, closings, checks, releases, appeals; review marks, honours, sanctions."""

from luoshi.appraisal.models.appealed import Appeal, AppealStep
from luoshi.appraisal.models.asked import Finding, FindingSubject, FindingVerdict, Question, QuestionAnswer, Verdict
from luoshi.appraisal.models.checked import CheckObjection, CheckOpened, CheckRuling, DataCheck
from luoshi.appraisal.models.marked import MarkSheet, UnitMark
from luoshi.appraisal.models.merits import (
    BonusClaim,
    BonusShare,
    BonusStep,
    Level,
    Merit,
    Sanction,
    SanctionLifted,
)
from luoshi.appraisal.models.ranked import Clock, Closing, ClosingAppeal, SchemeRevision, Score
from luoshi.appraisal.models.released import Release
from luoshi.appraisal.models.reviewed import Review, ReviewDraft, ReviewMark

__all__ = [
    "Appeal",
    "AppealStep",
    "BonusClaim",
    "BonusShare",
    "BonusStep",
    "CheckObjection",
    "CheckOpened",
    "CheckRuling",
    "Clock",
    "Closing",
    "ClosingAppeal",
    "DataCheck",
    "Finding",
    "FindingSubject",
    "FindingVerdict",
    "Level",
    "MarkSheet",
    "Merit",
    "Question",
    "QuestionAnswer",
    "Release",
    "Review",
    "ReviewDraft",
    "ReviewMark",
    "Sanction",
    "SanctionLifted",
    "SchemeRevision",
    "Score",
    "UnitMark",
    "Verdict",
]
