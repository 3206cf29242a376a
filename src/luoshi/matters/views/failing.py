"""A form of the matter's page that could not be taken comes back on that page, with its faults beside its fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse, QueryDict

from luoshi.core.errors import BadInput
from luoshi.matters.paper_form import typed_again
from luoshi.matters.queries import matter_page
from luoshi.matters.views.ledger import matter_shown
from luoshi.org.acting import By
from luoshi.org.signing_in import Asked
from luoshi.shell.failing import Failed, Typed
from luoshi.shell.faults import wants_json

View = Callable[[Asked, UUID], HttpResponse]


def itself(by: By, uuid: UUID) -> UUID | None:
    """Addresses that name the matter."""
    return uuid


def stays_on_the_page(
    form: Callable[[QueryDict], str], matter: Callable[[By, UUID], UUID | None] = itself
) -> Callable[[View], View]:
    """What a view refuses is shown on the page of its matter, in the form that was sent; programs get the faults."""

    def kept(view: View) -> View:
        @wraps(view)
        def answered(request: Asked, uuid: UUID) -> HttpResponse:
            try:
                return view(request, uuid)
            except BadInput as error:
                of = None if wants_json(request) else matter(request.by, uuid)
                found = matter_page(request.by, of) if of else None
                if found is None:
                    raise
                typed = Typed(typed_again(request), error.faults)
                return matter_shown(request, found, Failed(form(request.POST), typed))

        return answered

    return kept
