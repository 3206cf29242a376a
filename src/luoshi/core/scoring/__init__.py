"""Scoring and ranking units by a scheme: exact, explained, and sealed.

scheme = Scheme.from_toml(text)
data = ScoreData.from_folder(folder)          # or ScoreData(units=[…], values=[…])
result = score(scheme, data, "2026-06")
package = pack(text, data, result, facts_csv="…", manifest={"clock": "…", "edition": 1})
verify(package).holds
"""

from luoshi.core.scoring.change import Change, change
from luoshi.core.scoring.data import ScoreData
from luoshi.core.scoring.derivation import Step, derive, explain
from luoshi.core.scoring.reference import score
from luoshi.core.scoring.result import Line, Ranking, Result, Row
from luoshi.core.scoring.scheme import Scheme
from luoshi.core.scoring.seal import Verdict, pack, verify

__all__ = [
    "Change",
    "Line",
    "Ranking",
    "Result",
    "Row",
    "Scheme",
    "ScoreData",
    "Step",
    "Verdict",
    "change",
    "derive",
    "explain",
    "pack",
    "score",
    "verify",
]
