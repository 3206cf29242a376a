"""One's own password, and the accounts that one looks after."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput
from luoshi.org.accounts import actions, queries
from luoshi.org.directory import directory
from luoshi.org.permissions import may
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.faults import wants_json


@signed_in
def account_list(request: Asked) -> HttpResponse:
    """One's own account, and those that one may reset: a head's own unit's, for the administrator everybody's."""
    return _list(request)


def _list(request: Asked, fresh: UUID | None = None, password: str = "") -> HttpResponse:
    unit = uuid_field(request.GET.get("unit"), "单位")
    found = queries.accounts(request.by, unit)
    if wants_json(request):
        rows = [
            {
                "uuid": str(one.uuid),
                "username": one.username,
                "name": one.name,
                "unit": one.unit,
                "title": one.title,
                "open": one.is_open,
            }
            for one in found
        ]
        return JsonResponse({"accounts": rows, "total": len(rows), "next": None})
    units = sorted(directory(request.by.day).units.values(), key=lambda one: one.place)
    context = {
        "accounts": found,
        "units": units if request.by.has("admin") else [],
        "may_appoint": may(request.by, "appoint"),
        "unit": unit,
        "fresh": next((one for one in found if one.uuid == fresh), None),
        "password": password,
    }
    return render(request, "org/accounts.html", context)


@signed_in
@require_POST
def reset(request: Asked, uuid: UUID) -> HttpResponse:
    """Gives somebody a new first password, shown on this answer alone."""
    password = actions.reset_password(request.by, uuid)
    if wants_json(request):
        return JsonResponse({"uuid": str(uuid), "password": password})
    return _once_only(_list(request, uuid, password))


@only("appoint")
@require_POST
def state(request: Asked, uuid: UUID) -> HttpResponse:
    """Field `do`: shut an account, or open it again."""
    is_open = request.POST.get("do") == "open"
    actions.set_open(request.by, uuid, is_open=is_open)
    return done(request, _("账号已恢复") if is_open else _("账号已停用，本人已退出"), reverse("accounts:list"))


def _once_only(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer


@signed_in
def password(request: Asked) -> HttpResponse:
    """The form; POST changes one's own password."""
    if request.method != "POST":
        return render(request, "org/password.html", {})
    account = request.user
    fields = [str(request.POST.get(name, "")) for name in ("old", "new", "again")]
    try:
        actions.change_password(account, *fields)  # type: ignore[arg-type]
    except BadInput as error:
        if wants_json(request):
            raise
        return render(request, "org/password.html", {"faults": error.faults}, status=422)
    update_session_auth_hash(request, account)  # type: ignore[arg-type]
    return done(request, _("密码已改，下次用新密码登录"), reverse("home"))
