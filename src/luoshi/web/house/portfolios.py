"""Portfolios: what each leader looks after, from a day on."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.forms import choices
from luoshi.org.actions import set_portfolio
from luoshi.org.directory import directory, holding
from luoshi.org.models import PortfolioRevision
from luoshi.org.registers import portfolios_register
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import uuid_field
from luoshi.shell.faults import wants_json
from luoshi.web.house.pages import answered, shown, since_of


@only("appoint")
def portfolio_list(request: Asked) -> HttpResponse:
    """The leaders with their units; one of them, with every unit to tick."""
    if request.method == "POST":
        return answered(request, {"set": _set}, _list, reverse("house:portfolios"))
    return _list(request)


def _list(request: Asked, **more: Any) -> HttpResponse:
    rows = portfolios_register(request.by.day)
    if wants_json(request):
        listed = [{"post": str(row.post.uuid), "leader": row.post.label, "units": row.names} for row in rows]
        return JsonResponse({"portfolios": listed, "total": len(listed), "next": None})
    wanted = request.POST.get("post") or request.GET.get("post")
    one = next((row for row in rows if str(row.post.uuid) == wanted), None)
    return shown(
        request, "portfolios.html", "portfolios", rows=rows, it=one, units=choices(directory(request.by.day)), **more
    )


def _set(request: Asked) -> str:
    post, since = uuid_field(request.POST.get("post"), "领导"), since_of(request)
    names = directory(since)
    units = [found for text in request.POST.getlist("unit") if (found := uuid_field(text, "单位"))]
    if post not in names.posts or any(unit not in names.units for unit in units):
        raise BadInput(Fault("没有选领导，或有的单位到那天已经撤并", "刷新页面", "分管"))
    if since < request.by.day:
        raise BadInput(Fault(f"{since} 已经过了", "从今天或以后的日子起", "从哪天起"))
    assert post is not None
    revisions = PortfolioRevision.rows.filter(post=post).order_by("since", "at", "uuid")
    programmes: list[str] = next((one.programmes for one in holding(revisions, since, "post")), [])
    set_portfolio(request.by, post, units, programmes, since)
    return _("{who} 分管 {n} 个单位").format(who=names.post_label(post), n=len(units))
