"""How an action answers: a page says what it did and goes on; another program gets JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from luoshi.core.errors import BadInput, Fault


def done(request: HttpRequest, said: str, otherwise: str) -> HttpResponse:
    """Back to where the form stood (its field `next`), with what was done said once at the top."""
    request.session["told"] = said
    return HttpResponseRedirect(next_address(request, otherwise))


def whole_page(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A page that must not be set into another: where only a part was asked for, the page around it loads anew."""
    return HttpResponse(status=204, headers={"HX-Refresh": "true"}) if "HX-Request" in request.headers else answer


def next_address(request: HttpRequest, otherwise: str) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) and wanted.startswith("/")
    return wanted if safe else otherwise


def body_of(request: HttpRequest) -> dict[str, Any]:
    """A JSON body as a document. Raises BadInput where it is none."""
    try:
        found = json.loads(request.body.decode("utf-8") or "{}")
    except (UnicodeDecodeError, ValueError) as error:
        raise BadInput(Fault("请求内容不是 JSON", "按接口说明用 UTF-8 的 JSON 提交")) from error
    if not isinstance(found, dict):
        raise BadInput(Fault("请求内容不是一个 JSON 对象", "最外层用 { }"))
    return found


def day_field(text: Any, place: str) -> date | None:
    """A day as forms and other programs write it. Raises BadInput for 2021-02-30."""
    text = str(text or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(Fault(f"“{text}”不是一个日期", "写成 2026-06-30 这样的日期", place)) from error


def number_field(text: Any, place: str) -> Decimal | None:
    """A number as people type it: full-width digits and thousands separators are read."""
    cleaned = str(text if text is not None else "").strip().replace(",", "").replace("，", "")
    if not cleaned:
        return None
    try:
        value = Decimal(cleaned)
    except InvalidOperation as error:
        raise BadInput(Fault(f"“{text}”不是一个数", "只填数字，如 210 或 12.5", place)) from error
    if not value.is_finite():
        raise BadInput(Fault(f"“{text}”不是一个数", "只填数字，如 210 或 12.5", place))
    return value


def uuid_field(text: Any, place: str) -> UUID | None:
    text = str(text or "").strip()
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise BadInput(Fault(f"“{text}”不是一个标识", "从列表里选，不要手写", place)) from error
