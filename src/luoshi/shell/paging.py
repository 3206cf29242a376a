"""Long lists, a page at a time: each page is an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 50
MOST = 200


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Any]
    first: int
    last: int
    total: int
    previous: str
    next: str


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], total: int, *, size: int = SIZE) -> Page:
    """The page of a list that an address asks for (`?page=2`, `?size=100`); the last one for a page beyond it."""
    size = max(1, min(_number(request.GET.get("size"), size), MOST))
    last_page = max(1, -(-total // size))
    number = max(1, min(_number(request.GET.get("page"), 1), last_page))
    start = (number - 1) * size
    found = list(rows[start : start + size])
    return Page(
        found,
        start + 1 if found else 0,
        start + len(found),
        total,
        _address(request, number - 1) if number > 1 else "",
        _address(request, number + 1) if number < last_page else "",
    )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _address(request: HttpRequest, number: int) -> str:
    params = request.GET.copy()
    params["page"] = str(number)
    return f"?{params.urlencode()}"
