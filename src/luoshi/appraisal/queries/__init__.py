"""The questions to the appraisal: read-only, few SELECTs, typed answers."""

from luoshi.appraisal.queries.appeals import AppealShown, appeals, appeals_waiting
from luoshi.appraisal.queries.checks import (
    CountyCheck,
    UnitCheck,
    checks_waiting,
    county_check,
    may_see_check,
    unit_check,
)
from luoshi.appraisal.queries.closable import (
    Basis,
    Closable,
    basis,
    closable,
    closing_waiting,
    coming_for,
    next_closable,
    releases_waiting,
)
from luoshi.appraisal.queries.export import scores_export
from luoshi.appraisal.queries.findings import (
    FindingShown,
    OpenAsked,
    QuestionShown,
    answer_paper,
    asked_of_units,
    findings,
    findings_waiting,
    questions,
    questions_waiting,
)
from luoshi.appraisal.queries.ranking import (
    ClosingRow,
    GroupTable,
    RankRow,
    closings,
    last_closed,
    notes,
    ranking_table,
)
from luoshi.appraisal.queries.robustness import Shaken, shaken
from luoshi.appraisal.queries.schemes import Preview, SchemeShown, preview, scheme_shown
from luoshi.appraisal.queries.why import Why, WhyLine, may_ask_why, why
from luoshi.appraisal.queries.worth import WorthShown, worths
from luoshi.matters.queries import Waiting
from luoshi.org.acting import UNIT_ROLES, By
from luoshi.org.permissions import may


def waiting_for(by: By) -> list[Waiting]:
    """What the appraisal has for somebody to do: figures to check, months to close, rankings to let out, appeals."""
    asked = asked_of_units(by) if by.has(*UNIT_ROLES) or may(by, "close") else OpenAsked("", ())
    return [
        *closing_waiting(by),
        *checks_waiting(by, asked.period),
        *releases_waiting(by),
        *appeals_waiting(by),
        *questions_waiting(asked),
        *findings_waiting(by),
    ]


__all__ = [
    "AppealShown",
    "Basis",
    "Closable",
    "ClosingRow",
    "CountyCheck",
    "FindingShown",
    "GroupTable",
    "Preview",
    "QuestionShown",
    "RankRow",
    "SchemeShown",
    "Shaken",
    "UnitCheck",
    "Why",
    "WhyLine",
    "WorthShown",
    "answer_paper",
    "appeals",
    "basis",
    "closable",
    "closings",
    "coming_for",
    "county_check",
    "findings",
    "findings_waiting",
    "last_closed",
    "may_ask_why",
    "may_see_check",
    "next_closable",
    "notes",
    "preview",
    "questions",
    "ranking_table",
    "scheme_shown",
    "scores_export",
    "shaken",
    "unit_check",
    "waiting_for",
    "why",
    "worths",
]
