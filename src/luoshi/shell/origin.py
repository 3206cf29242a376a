"""Forms may only be sent from our own pages: by what the browser says of the request's origin, not by tokens.

A token expires while a reporter writes, and a phone without signal sends its report hours later. Browsers tell the
origin of every unsafe request (Sec-Fetch-Site, Origin); other programs send neither and carry no cookie by accident;
SameSite=Lax keeps an old browser from sending the cookie across sites. docs/decisions/005.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from luoshi.core.errors import Fault
from luoshi.shell.faults import fault_response

SAFE = ("GET", "HEAD", "OPTIONS")


class SameOriginOnly:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE or _is_our_own(request):
            return self.get_response(request)
        return fault_response(request, [Fault("这个请求来自别的网站，没有执行", "从本系统的页面上重新提交")], 403)


def _is_our_own(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()
