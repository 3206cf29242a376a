"""The way in to the demonstration: one click for each role whose station stands."""

from __future__ import annotations

import ipaddress

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.demo.people import SIGN_IN
from luoshi.demo.stamp import stamped
from luoshi.facts import clock
from luoshi.org.acting import acting
from luoshi.org.models import Account
from luoshi.shell.faults import wants_json


def choose(request: HttpRequest) -> HttpResponse:
    """Who would you like to be?"""
    _only_here(request)
    names = {
        account.username: account for account in Account.rows.filter(username__in=[key for _, key in SIGN_IN.values()])
    }
    offered = []
    for role, (words, key) in SIGN_IN.items():
        if key in names:
            by = acting(names[key], clock.now())
            offered.append({"role": role, "words": words, "name": by.name, "unit": by.unit_name})
    return render(request, "demo/sign_in.html", {"offered": offered, "today": clock.today()})


@require_POST
def sign_in_as(request: HttpRequest, role: str) -> HttpResponse:
    """Signs in as a role of the demonstration. Three locks: this process, this database, this machine."""
    _only_here(request)
    account = Account.rows.filter(username=SIGN_IN.get(role, ("", ""))[1]).first()
    if account is None:
        raise Http404
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    if wants_json(request):
        return JsonResponse({"role": role, "username": account.username})
    return HttpResponseRedirect(reverse("home"))


def _only_here(request: HttpRequest) -> None:
    """The address must be this machine's own, and the database the demonstration's."""
    try:
        near = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        near = False
    if not near or not stamped():
        raise Http404
