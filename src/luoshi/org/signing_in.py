"""Pages for those who have signed in, and the request that carries its actor."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from luoshi.core.errors import Fault
from luoshi.org.acting import By
from luoshi.org.permissions import require
from luoshi.shell.answers import whole_page
from luoshi.shell.faults import fault_response, wants_json


class Asked(HttpRequest):
    """A request of somebody who has signed in."""

    by: By


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Sends others to the sign-in page; another program gets 401."""

    @wraps(view)
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if getattr(request, "by", None) is None:
            if wants_json(request):
                return fault_response(request, [Fault("没有登录", "先登录")], 401)
            return whole_page(request, redirect_to_login(request.get_full_path()))
        return view(request, *args, **kwargs)

    return asked


def only(verb: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """For those alone who may do this, to anybody's things."""

    def wrap(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.by, verb)
            return view(request, *args, **kwargs)

        return signed_in(asked)

    return wrap
