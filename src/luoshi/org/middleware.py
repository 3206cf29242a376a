"""Puts the actor on each request: who, in what posts, at this moment."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from luoshi.facts import clock
from luoshi.org.acting import By, acting, in_whose_name
from luoshi.org.models import Account
from luoshi.org.version import held


class Acting:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        with held():
            request.by = _by(request, account) if account.is_authenticated else None  # type: ignore[attr-defined]
            return self.get_response(request)


CHOSEN = "acting_for"
"""The session's key for whom its owner has chosen to act."""


def _by(request: HttpRequest, account: Account) -> By:
    by = acting(account, clock.now())
    return in_whose_name(by, str(request.session.get(CHOSEN, ""))) if by.mandates else by
