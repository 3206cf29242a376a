"""The papers behind the house's changes: reform plans, written mandates."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from luoshi.core.errors import Fault, NotAllowed
from luoshi.facts import evidence
from luoshi.facts.models import Blob
from luoshi.matters.views.reports import SHOWN_AS
from luoshi.org.models import Handover, Mandate, UnitRevision
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, signed_in


@signed_in
def paper(request: Asked, digest: str) -> HttpResponseBase:
    """A paper that a unit's change, a handover or a mandate names."""
    if not may(request.by, "mandate") and not request.by.in_office:
        raise NotAllowed(Fault("依据材料由系统管理和督查室保管", "请向督查室要"))
    named = any(model.rows.filter(paper=digest).exists() for model in (UnitRevision, Mandate, Handover))
    blob = Blob.rows.filter(digest=digest).first()
    if not named or blob is None or not evidence.path_of(digest).exists():
        raise Http404
    kind = blob.type if blob.type in SHOWN_AS else "application/octet-stream"
    file = evidence.path_of(digest).open("rb")
    response = FileResponse(file, content_type=kind, filename=blob.name, as_attachment=kind not in SHOWN_AS)
    response["Content-Security-Policy"] = "sandbox"
    return response
