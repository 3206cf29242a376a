"""The desk, the way in and out, and the pages that say what went wrong."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from luoshi.appraisal import queries as appraisal
from luoshi.core.errors import Fault
from luoshi.intake import queries as intake
from luoshi.matters import queries as matters
from luoshi.matters.queries import Waiting
from luoshi.org.accounts.forms import SignInForm
from luoshi.org.accounts.queries import anybody
from luoshi.org.acting import By
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, signed_in
from luoshi.papers import queries as papers
from luoshi.shell.faults import fault_response, wants_json
from luoshi.shell.paging import page_of
from luoshi.web.waiting import asking, suggestions_waiting

LEADERS = ("county_head", "vice_head", "secretary")
ROOMS = (
    matters.waiting_for,
    matters.waiting_on_drafts,
    intake.waiting_for,
    papers.waiting_for,
    appraisal.desk_of,
    suggestions_waiting,
)
"""What each room says waits for somebody, told what there is at all: the desk joins them."""


@signed_in
def home(request: Asked) -> HttpResponse:
    """Leaders begin with the county, everybody else with what waits for them."""
    return HttpResponseRedirect(reverse("county" if request.by.has(*LEADERS) else "desk"))


@signed_in
def desk(request: Asked) -> HttpResponse:
    """What waits for me, most urgent first, each with the one thing to do next."""
    waiting = _waiting(request.by)
    chosen = request.GET.get("group", "")
    shown = [one for one in waiting if not chosen or one.group == chosen]
    if wants_json(request):
        rows = [
            {"group": one.group, "title": one.title, "sentence": one.sentence, "url": one.url, "by": str(one.urgent_on)}
            for one in shown
        ]
        return JsonResponse({"waiting": rows, "total": len(rows), "next": None})
    groups: Counter[str] = Counter()
    for one in waiting:
        groups[one.group] += one.n
    page = page_of(request, shown, len(shown))
    may_be = {"leads": request.by.has(*LEADERS), "instructs": may(request.by, "instruct")}
    around = {"waiting": waiting, "to_do": _to_do(waiting), "groups": groups.items(), "chosen": chosen, **may_be}
    return render(
        request,
        "web/desk.html",
        {"page": page, **around},
    )


@signed_in
def desk_count(request: Asked) -> HttpResponse:
    """How many things wait, for the band: fetched when the page already stands."""
    return HttpResponse(str(_to_do(_waiting(request.by)) or ""))


def _to_do(waiting: list[Waiting]) -> int:
    return sum(1 for one in waiting if not one.to_know)


def _waiting(by: By) -> list[Waiting]:
    there = matters.there_is(by, *papers.asking(by), *appraisal.asking(by), *asking(by))
    found = [one for room in ROOMS for one in room(by, there)]
    return sorted(found, key=lambda one: (one.to_know, not one.tonight, one.urgent_on, one.group, one.title))


def sign_in(request: HttpRequest) -> HttpResponse:
    """By user name and password; where the page that was wanted goes on afterwards. Where nobody is yet: the county."""
    if not anybody():
        return HttpResponseRedirect(reverse("intake:init"))
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return HttpResponseRedirect(_wanted(request))
    return render(request, "web/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if wanted and safe else reverse("home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect(reverse("sign_in"))


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return fault_response(request, [Fault("没有这一页，或您看不到它", "从上面的导航重新进入")], 404)


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "<!doctype html><meta charset='utf-8'><title>出错了</title>"
        "<p>系统出错了，您刚才的内容没有保存。请稍后再试，或把时间告诉系统管理员。</p>",
        status=500,
    )
