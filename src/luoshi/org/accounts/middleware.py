"""Whoever still has a printed password changes it before seeing anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from luoshi.core.errors import Fault
from luoshi.shell.answers import whole_page
from luoshi.shell.faults import fault_response, wants_json


class OwnPasswordFirst:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account: Any = request.user
        if not account.is_authenticated or not account.must_change or request.path in _free():
            return self.get_response(request)
        if wants_json(request):
            return fault_response(request, [Fault("还在用首次密码", "先在网页上改成自己的密码")], 403)
        return whole_page(request, HttpResponseRedirect(reverse("accounts:password")))


def _free() -> tuple[str, ...]:
    return (reverse("accounts:password"), reverse("sign_in"), reverse("sign_out"))
