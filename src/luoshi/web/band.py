"""The band at the top of every page: the stations that stand, and who is here."""

from typing import Any

from django.http import HttpRequest


def band(request: HttpRequest) -> dict[str, Any]:
    return {"by": getattr(request, "by", None)}
