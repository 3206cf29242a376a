"""The hidden words on a unit's comment sheet that say whose it is and of which draft."""

from __future__ import annotations

import re
from uuid import UUID

_MARK = re.compile(r"落实反馈表 1 ([0-9a-f-]{36}) ([0-9a-f-]{36})")


def mark(circulation: UUID, unit: UUID) -> str:
    return f"落实反馈表 1 {circulation} {unit}"


def find_mark(text: str) -> tuple[UUID, UUID] | None:
    """(draft on its way, unit); None where the words were deleted."""
    found = _MARK.search(text)
    return (UUID(found[1]), UUID(found[2])) if found else None
