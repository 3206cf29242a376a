"""Faults as pages and as JSON: the same sentences everywhere, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from luoshi.core.errors import BadInput, Conflict, Fault, LuoshiError, NotAllowed

STATUS: dict[type[LuoshiError], int] = {BadInput: 422, NotAllowed: 403, Conflict: 409}


def wants_json(request: HttpRequest) -> bool:
    """Another program asks: by ?format=json, by a JSON body, or by what it accepts."""
    return (
        request.GET.get("format") == "json"
        or request.content_type == "application/json"
        or request.headers.get("Accept", "").startswith("application/json")
    )


def fault_response(request: HttpRequest, faults: Sequence[Fault], status: int) -> HttpResponse:
    """A page (or a document) that says what is wrong, where, and what would be right."""
    if wants_json(request):
        return JsonResponse({"errors": [fault.as_dict() for fault in faults]}, status=status)
    return render(request, "shell/faults.html", {"faults": faults, "status": status}, status=status)


class FaultsAsPages:
    """Any error of ours that a view lets through becomes a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, LuoshiError):
            return fault_response(request, error.faults, STATUS.get(type(error), 422))
        return None
