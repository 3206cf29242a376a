"""A paper of the appraisal, for who may read it."""

from __future__ import annotations

from django.http import Http404
from django.http.response import HttpResponseBase

from luoshi.appraisal import queries
from luoshi.matters.views.reports import kept_file
from luoshi.org.signing_in import Asked, signed_in


@signed_in
def paper(request: Asked, digest: str) -> HttpResponseBase:
    """The file behind an objection, an appeal, an honour or a notice."""
    if not queries.may_read_paper(request.by, digest):
        raise Http404
    return kept_file(digest)
