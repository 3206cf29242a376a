"""What the closings amount to: each unit's score and place, as the sealed packages have them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.appraisal import sealing
from luoshi.appraisal.models import Closing, Release, Score
from luoshi.appraisal.releases import needs_release
from luoshi.core.scoring.teams import LEADS, UNITS
from luoshi.facts.models import Fact

KINDS: tuple[type[Fact], ...] = (Closing, Release)
TABLES = (Score,)
"""In the order in which they can be emptied."""
NATURAL: dict[str, tuple[str, ...]] = {"score": ("closing", "unit")}
"""What names a row: its number means nothing after a rebuild."""

ITEM = ("item", "name", "points", "full", "status", "reason")
NODE_STATUSES = ("present", "missing")
"""What an item that is made of others has instead of a status of figures."""


def apply(facts: Sequence[Fact]) -> None:
    """Enters the scores of closings just recorded, in their order; an older edition no longer holds.

    What a leader lets out is what the units see from then on.
    """
    for fact in facts:
        if isinstance(fact, Closing):
            of_period = Score.rows.filter(scheme=fact.scheme, clock=fact.clock, period=fact.period)
            of_period.update(newest=False)
            Score.rows.bulk_create(_scores(fact), batch_size=200)
            if not needs_release(fact.day, _ranks(fact)):
                _publish(fact)
        elif isinstance(fact, Release):
            _publish(Closing.rows.get(uuid=fact.closing))


def _ranks(closing: Closing) -> str:
    return str(sealing.manifest_of(closing.package).get("ranks", UNITS))


def _publish(closing: Closing) -> None:
    of_period = Score.rows.filter(scheme=closing.scheme, clock=closing.clock, period=closing.period)
    of_period.filter(published=True).update(published=False)
    of_period.filter(closing=closing.uuid).update(published=True)


def _scores(closing: Closing) -> list[Score]:
    result, manifest = sealing.result_json(closing.package), sealing.manifest_of(closing.package)
    return [
        _score(closing, manifest, result["decimals"], ranking["group"], place, row)
        for ranking in result["rankings"]
        for place, row in enumerate(ranking["rows"], 1)
    ]


def _score(
    closing: Closing, manifest: dict[str, Any], decimals: int, group: str, place: int, row: dict[str, Any]
) -> Score:
    lost, costliest = _costliest(row["items"])
    ranks = manifest.get("ranks", UNITS)
    beside = manifest.get("subjects", {}).get(row["unit"], {})
    units = beside.get("units", [row["unit"]] if ranks == UNITS else [])
    return Score(
        closing=closing.uuid,
        scheme=closing.scheme,
        clock=closing.clock,
        period=closing.period,
        edition=closing.edition,
        unit=UUID(row["unit"]),
        unit_name=row["name"],
        ranks=ranks,
        speaker=UUID(units[0]) if units and ranks != LEADS else None,
        answering=[*(units if ranks not in (UNITS, LEADS) else []), *beside.get("posts", [])],
        group=group,
        place=place,
        rank=row["rank"],
        score=_exact(row["score"]),
        decimals=decimals,
        costliest=costliest,
        lost=lost,
        items=[{name: line[name] for name in ITEM} for line in row["items"]],
    )


def _costliest(lines: list[dict[str, Any]]) -> tuple[Decimal | None, str]:
    """The leaf that lost most of its full mark."""
    leaves = [line for line in lines if line["status"] not in NODE_STATUSES and line["fine"] is not None]
    losses = [(Decimal(str(line["full"])) - Decimal(str(line["fine"])), line["name"]) for line in leaves]
    most = max(losses, key=lambda loss: loss[0], default=(Decimal(0), ""))
    return most if most[0] > 0 else (None, "")


def _exact(points: float | None) -> Decimal | None:
    return None if points is None else Decimal(str(points))
