"""Mandates: who may act or sign for whom, from which day through which, with the written paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.org.actions import end_mandate, give_mandate
from luoshi.org.directory import directory
from luoshi.org.models import Mandate, Role
from luoshi.org.registers import mandates_register, officials
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import day_field, uuid_field
from luoshi.shell.faults import wants_json
from luoshi.web.house.pages import answered, paper_of, shown, since_of

FOR_WHOM = (Role.COUNTY_HEAD, Role.VICE_HEAD, Role.DIRECTOR, Role.CHIEF, Role.HEAD)


@only("mandate")
def mandate_list(request: Asked) -> HttpResponse:
    """Every mandate, those that hold first."""
    if request.method == "POST":
        return answered(request, {"give": _give, "end": _end}, _list, reverse("house:mandates"))
    return _list(request)


def _list(request: Asked, **more: Any) -> HttpResponse:
    rows, names = mandates_register(request.by.day), directory(request.by.day)
    if wants_json(request):
        listed = [
            {
                "uuid": str(row.mandate.uuid),
                "holder": row.holder,
                "for": row.whom,
                "power": row.mandate.power,
                "restricted": row.mandate.covers_restricted,
                "since": row.mandate.since.isoformat(),
                "last_day": row.last_day.isoformat() if row.last_day else None,
                "holds": row.holds,
            }
            for row in rows
        ]
        return JsonResponse({"mandates": listed, "total": len(listed), "next": None})
    posts = [(post.uuid, f"{names.unit_name(post.unit)} {post.label}") for post in names.posts_of(*FOR_WHOM)]
    people = officials(names)
    return shown(
        request,
        "mandates.html",
        "mandates",
        rows=rows,
        posts=posts,
        people=people,
        powers=Mandate.Power.choices,
        **more,
    )


def _give(request: Asked) -> str:
    data = request.POST
    holder, post = uuid_field(data.get("holder"), "受托人"), uuid_field(data.get("whom"), "代谁")
    if holder is None or post is None:
        raise BadInput(Fault("没有选受托人，或没有选代谁", "两样都要选", "委托"))
    last = day_field(data.get("last_day"), "到哪天")
    give_mandate(
        request.by,
        holder,
        post,
        data.get("power", ""),
        since_of(request),
        last + timedelta(days=1) if last else None,
        covers_restricted=bool(data.get("covers_restricted")),
        paper=paper_of(request),
    )
    return _("委托已记下")


def _end(request: Asked) -> str:
    mandate = uuid_field(request.POST.get("mandate"), "委托")
    last = day_field(request.POST.get("last_day"), "到哪天")
    if mandate is None or last is None:
        raise BadInput(Fault("没有写到哪天为止", "写最后一天", "到哪天"))
    end_mandate(request.by, mandate, last)
    return _("委托到 {last} 为止").format(last=last)
