"""The methods of scoring, in one table: a figure goes in, a share of the full mark or points come out.

To add a method, write its small function beside those of its kind and put its row here.
"""

from luoshi.core.scoring.methods.base import Figures, Method, Missing, Outcome, Parameter
from luoshi.core.scoring.methods.interpolation import INTERPOLATION
from luoshi.core.scoring.methods.normalising import (
    BORDA,
    DISTANCE_TO_MAX,
    DISTANCE_TO_TARGET,
    FRACTION_OF_MAX,
    GOALPOSTS,
    PERCENTILE,
    RANK,
    ZSCORE,
)
from luoshi.core.scoring.methods.parts import MANUAL, PERIODS, WEIGHTED_COUNT, kept_marks
from luoshi.core.scoring.methods.points import AS_IS, DEDUCTION, RANK_POINTS, deductible, places_of
from luoshi.core.scoring.methods.shares import COMPLETION, GROWTH
from luoshi.core.scoring.methods.spread import EFFICACY, MINMAX
from luoshi.core.scoring.methods.tiers import TIERS

METHODS: dict[str, Method] = {
    "completion": COMPLETION,
    "growth": GROWTH,
    "as_is": AS_IS,
    "deduction": DEDUCTION,
    "rank_points": RANK_POINTS,
    "tiers": TIERS,
    "interpolation": INTERPOLATION,
    "manual": MANUAL,
    "weighted_count": WEIGHTED_COUNT,
    "periods": PERIODS,
    "minmax": MINMAX,
    "efficacy": EFFICACY,
    "zscore": ZSCORE,
    "rank": RANK,
    "borda": BORDA,
    "percentile": PERCENTILE,
    "distance_to_max": DISTANCE_TO_MAX,
    "fraction_of_max": FRACTION_OF_MAX,
    "goalposts": GOALPOSTS,
    "distance_to_target": DISTANCE_TO_TARGET,
}
"""Name in the scheme → the method."""

WITH_PARTS = ("manual", "weighted_count", "periods")
"""Methods for which one cell may hold several numbers."""

__all__ = [
    "METHODS",
    "WITH_PARTS",
    "Figures",
    "Method",
    "Missing",
    "Outcome",
    "Parameter",
    "deductible",
    "kept_marks",
    "places_of",
]
