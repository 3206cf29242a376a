"""Who gives its word for what is ranked: a unit for itself, for the project it leads, for the team it is first in."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from luoshi.appraisal.models import Closing, Score
from luoshi.appraisal.sealing import opened
from luoshi.org.acting import By


def speaker_of(closing: Closing | None, subject: UUID) -> UUID:
    """The unit that answers for a subject's figures in a sealed ranking; else the subject itself."""
    if closing is None:
        return subject
    found = Score.rows.filter(closing=closing.uuid, unit=subject).values_list("speaker", flat=True).first()
    return found or subject


def own_appeals(by: By) -> Q:
    """Of appeals those that the actor's own units have filed, for whatever is ranked."""
    units = sorted(by.units)
    spoken = Score.rows.filter(closing=OuterRef("closing"), unit=OuterRef("unit"), speaker__in=units)
    return Q(unit__in=units) | Q(Exists(spoken))


def speaker_in(package: str, subject: UUID) -> UUID:
    """The same from the sealed package itself: no SELECT."""
    units = opened(package).manifest.get("subjects", {}).get(str(subject), {}).get("units", ())
    return UUID(units[0]) if units else subject


def subject_name(package: str, subject: UUID) -> str:
    """As the sealed package names it; empty where it is not in it."""
    try:
        return opened(package).result.find(str(subject))[1].name
    except KeyError:
        return ""
