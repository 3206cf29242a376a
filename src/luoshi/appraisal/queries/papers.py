"""Who may read a paper of the appraisal: the one behind an objection, an appeal, an honour or a notice."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from luoshi.appraisal.merits import claims
from luoshi.appraisal.models import Appeal, BonusClaim, BonusStep, DataCheck, Sanction, Score
from luoshi.appraisal.queries.merits import PUBLIC
from luoshi.core.scoring.teams import TEAMS
from luoshi.matters.models import Matter
from luoshi.org.acting import By


def may_read_paper(by: By, digest: str) -> bool:
    """Who sees all, and the unit it is of, of an objection both units; an honour's document everybody, once it is
    shown. At most eleven SELECTs."""
    honours = list(BonusClaim.rows.filter(paper=digest))
    units = {one.unit for one in honours}
    for model in (Sanction, DataCheck, Appeal):
        units |= set(model.rows.filter(paper=digest).values_list("unit", flat=True))
    units |= _speaking(units)
    objected = BonusStep.rows.filter(paper=digest).exclude(paper="")
    units |= {unit for unit in objected.values_list("unit", flat=True) if unit is not None}
    claimed = BonusClaim.rows.filter(uuid__in=objected.values("claim"))
    units |= set(claimed.values_list("unit", flat=True))
    if units and (by.sees_all or units & (by.units | by.portfolio)):
        return True
    known = {one.uuid for one in honours}
    shown = [one for year in {one.year for one in honours} for one in claims(year, by.day) if one.claim.uuid in known]
    return any(one.state(by.day) in PUBLIC for one in shown)


def _speaking(subjects: Collection[UUID]) -> set[UUID]:
    """The units that speak for what is no unit: who leads a project, who is first in a team."""
    if not subjects:
        return set()
    leading = Matter.rows.filter(uuid__in=subjects).values_list("unit", flat=True)
    first = Score.rows.filter(unit__in=subjects, ranks=TEAMS, speaker__isnull=False).values_list("speaker", flat=True)
    return {unit for unit in (*leading, *first) if unit is not None}
