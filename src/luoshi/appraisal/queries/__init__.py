"""The questions to the appraisal: read-only, few SELECTs, typed answers."""

from luoshi.appraisal.queries.appeals import AppealShown, appeals, appeals_waiting
from luoshi.appraisal.queries.asked import APPEALED, CLAIMED, FOUND, QUESTIONED, SEALED, SHOWN, asked, asking
from luoshi.appraisal.queries.changed import Changed, changed, every_change
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
    held_back,
    longer_closable,
    next_closable,
    releases_waiting,
    waiting_for_data,
)
from luoshi.appraisal.queries.export import scores_export
from luoshi.appraisal.queries.findings import (
    FINDING_STATES,
    FindingShown,
    QuestionShown,
    answer_paper,
    findings,
    findings_waiting,
    questions,
    questions_waiting,
)
from luoshi.appraisal.queries.league import Board, BoardRow, LeagueTable, boards, league, unit_year
from luoshi.appraisal.queries.marks import MarksPage, ToGive, marks_page
from luoshi.appraisal.queries.merits import MeritsOfUnit, Register, merits_of, merits_waiting, register
from luoshi.appraisal.queries.papers import may_read_paper
from luoshi.appraisal.queries.ranking import (
    ClosingRow,
    GroupTable,
    RankRow,
    closings,
    grades,
    last_closed,
    notes,
    ranking_table,
    standing_closings,
)
from luoshi.appraisal.queries.reviews import ReviewPage, review_page, review_words, reviews_waiting
from luoshi.appraisal.queries.reward import reward, to_sheet
from luoshi.appraisal.queries.robustness import Shaken, shaken
from luoshi.appraisal.queries.schemes import (
    Preview,
    SchemeShown,
    known_schemes,
    preview,
    scheme_shown,
    sources_to_write,
)
from luoshi.appraisal.queries.subjects import PlaceToday, home_of, is_own, place_today
from luoshi.appraisal.queries.touched import changes, changes_waiting
from luoshi.appraisal.queries.underway import Underway
from luoshi.appraisal.queries.why import Why, WhyLine, may_ask_why, sealed_ranking, why
from luoshi.appraisal.queries.worth import WorthShown, worths
from luoshi.matters.closings import Steps, steps_by_clock
from luoshi.matters.queries import There, Waiting
from luoshi.org.acting import By
from luoshi.org.permissions import may


def desk_of(by: By, there: There | None = None) -> list[Waiting]:
    """What the appraisal has on somebody's desk: to do, and what closes next, to know."""
    steps = steps_by_clock() if may(by, "close") else None
    return [*waiting_for(by, there, steps), *coming_for(by, steps)]


def waiting_for(by: By, there: There | None = None, steps: Steps | None = None) -> list[Waiting]:
    """What the appraisal has for somebody to do: check, mark, close, let out, decide."""
    known = asked(by, there)
    underway = Underway.of(by, known.checks)
    return [
        *closing_waiting(by, underway, steps),
        *changes_waiting(by, underway.closings),
        *checks_waiting(by, underway.checks),
        *reviews_waiting(by, underway),
        *releases_waiting(by, are_sealed=known.has(SEALED)),
        *appeals_waiting(by, are_open=known.has(APPEALED)),
        *questions_waiting(by, are_asked=known.has(QUESTIONED)),
        *findings_waiting(by, are_open=known.has(FOUND)),
        *merits_waiting(by, are_shown=known.has(SHOWN), are_claimed=known.has(CLAIMED)),
    ]


__all__ = [
    "FINDING_STATES",
    "AppealShown",
    "Basis",
    "Board",
    "BoardRow",
    "Changed",
    "Closable",
    "ClosingRow",
    "CountyCheck",
    "FindingShown",
    "GroupTable",
    "LeagueTable",
    "MarksPage",
    "MeritsOfUnit",
    "PlaceToday",
    "Preview",
    "QuestionShown",
    "RankRow",
    "Register",
    "ReviewPage",
    "SchemeShown",
    "Shaken",
    "ToGive",
    "UnitCheck",
    "Why",
    "WhyLine",
    "WorthShown",
    "answer_paper",
    "appeals",
    "asking",
    "basis",
    "boards",
    "changed",
    "changes",
    "closable",
    "closings",
    "county_check",
    "desk_of",
    "every_change",
    "findings",
    "findings_waiting",
    "grades",
    "held_back",
    "home_of",
    "is_own",
    "known_schemes",
    "last_closed",
    "league",
    "longer_closable",
    "marks_page",
    "may_ask_why",
    "may_read_paper",
    "may_see_check",
    "merits_of",
    "next_closable",
    "notes",
    "place_today",
    "preview",
    "questions",
    "ranking_table",
    "register",
    "review_page",
    "review_words",
    "reward",
    "scheme_shown",
    "scores_export",
    "sealed_ranking",
    "shaken",
    "sources_to_write",
    "standing_closings",
    "to_sheet",
    "unit_check",
    "unit_year",
    "waiting_for",
    "waiting_for_data",
    "why",
    "worths",
]
