"""The scores as rows that another program can check."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from luoshi.appraisal.models import Closing, Score
from luoshi.appraisal.queries.ranking import published
from luoshi.core.scoring.teams import LEADS


def scores_export(day: date) -> list[dict[str, Any]]:
    """Each score in each closed period, by the edition that held on a day; of lead officials what has been let out.

    Two SELECTs.
    """
    held: dict[tuple[str, str, str], Closing] = {}
    for closing in Closing.rows.filter(day__lte=day).order_by("edition"):
        held[closing.scheme, closing.clock, closing.period] = closing
    by_uuid = {closing.uuid: closing for closing in held.values()}
    rows = Score.rows.filter(~Q(ranks=LEADS) | Q(published=True), closing__in=list(by_uuid))
    rows = rows.order_by("scheme", "clock", "period", "group", "place")
    return [_row(score, by_uuid[score.closing]) for score in rows]


def _row(score: Score, closing: Closing) -> dict[str, Any]:
    points = published(score)
    return {
        "period": score.period,
        "scheme": score.scheme,
        "ranks": score.ranks,
        "clock": score.clock,
        "edition": score.edition,
        "group": score.group,
        "unit": score.unit_name,
        "uuid": str(score.unit),
        "score": None if points is None else float(points),
        "rank": score.rank,
        "items": [{"item": item["item"], "points": item["points"], "status": item["status"]} for item in score.items],
        "closed_at": closing.at.isoformat(),
        "package": closing.package,
    }
