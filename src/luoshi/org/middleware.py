"""Puts the actor on each request: who, in what posts, at this moment."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from luoshi.facts import clock
from luoshi.org.acting import acting
from luoshi.org.version import held


class Acting:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        with held():
            request.by = acting(account, clock.now()) if account.is_authenticated else None  # type: ignore[attr-defined]
            return self.get_response(request)
