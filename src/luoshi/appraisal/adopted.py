"""The schemes that the county has adopted: rules of the house, kept in memory with the others until one changes."""

from __future__ import annotations

from functools import lru_cache

from luoshi.appraisal.models import SchemeRevision
from luoshi.org.version import version


def revisions() -> tuple[SchemeRevision, ...]:
    """All that were ever adopted, in the order in which they begin; read again when the house has changed."""
    return _revisions(version())


@lru_cache(maxsize=4)
def _revisions(_version: str) -> tuple[SchemeRevision, ...]:
    return tuple(SchemeRevision.rows.order_by("since", "at", "uuid"))
