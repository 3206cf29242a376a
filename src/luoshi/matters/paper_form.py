"""The paper that comes with a form: a unit's own, where the office enters for it, or the sheet with a leader's word."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict

from luoshi.core.errors import BadInput
from luoshi.facts.models import Blob
from luoshi.matters import actions

FIELD = "kept_paper"
"""Where a form that comes back names the paper it brought before."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def paper_from(request: Any) -> str:
    """The digest of the paper handed in now, else of the one from the try before; none is none.

    Raises BadInput for one that bears a mark of secrecy: it is not kept.
    """
    if not hasattr(request, FIELD):
        file, before = request.FILES.get("paper"), request.POST.get(FIELD, "")
        kept = actions.attach(request.by, file.name or "", file.read()) if file else _before(before)
        setattr(request, FIELD, kept)
    return str(getattr(request, FIELD))


def _before(digest: str) -> str:
    """What a form says it brought before: only what was kept indeed."""
    known = _DIGEST.fullmatch(digest) and Blob.rows.filter(digest=digest).exists()
    return digest if known else ""


def paper_kept(request: Any) -> str:
    """The paper of a form that was refused: what is wrong elsewhere loses no photo. Nothing where it is the fault."""
    try:
        return paper_from(request)
    except BadInput:
        return ""


def typed_again(request: Any) -> QueryDict:
    """What was typed into a refused form, and which paper came with it."""
    typed: QueryDict = request.POST.copy()
    typed[FIELD] = paper_kept(request)
    return typed
