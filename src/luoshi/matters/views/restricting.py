"""Restricted matters: entered with those who may see them, and who sees one changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput
from luoshi.matters import actions
from luoshi.matters.actions.restricting import check_readers
from luoshi.matters.forms import choices, restricted_matter
from luoshi.matters.models import Kind
from luoshi.matters.naming import groups_to_name
from luoshi.matters.views.failing import stays_on_the_page
from luoshi.org.directory import directory
from luoshi.org.signing_in import Asked, only, signed_in
from luoshi.shell.answers import done, uuid_field


@only("issue")
def new_restricted(request: Asked) -> HttpResponse:
    """Issues a matter that only named people see: it goes through no draft that others could read."""
    if request.method != "POST":
        return _form(request, request.GET.dict())
    try:
        decided = restricted_matter(request.POST)
        check_readers(request.by, decided.readers, decided.unit)
        matter = actions.issue(request.by, [decided])[0]
    except BadInput as error:
        return _form(request, request.POST.dict(), faults=error.faults, status=422)
    return done(request, _("已下发，只有所列的人能看到"), reverse("matters:page", args=[matter]))


def _form(request: Asked, typed: dict[str, Any], faults: Any = (), status: int = 200) -> HttpResponse:
    names = directory(request.by.day)
    unit = uuid_field(typed.get("unit"), "牵头单位")
    unit = unit if unit in names.units else None
    context = {
        "typed": typed,
        "faults": faults,
        "units": choices(names),
        "unit": unit,
        "unit_name": names.unit_name(unit),
        "kinds": Kind.choices,
        "leaders": names.posts_of("vice_head", "county_head"),
        "groups": groups_to_name(names, [unit]) if unit else [],
        "named": request.POST.getlist("reader"),
    }
    return render(request, "matters/restricted.html", context, status=status)


@signed_in
@require_POST
@stays_on_the_page(lambda typed: "restrict")
def restrict(request: Asked, uuid: UUID) -> HttpResponse:
    """Names those who may see a matter (fields `reader`), or with `do=release` shows it to everybody again."""
    reason = request.POST.get("reason", "")
    if request.POST.get("do") == "release":
        actions.release(request.by, uuid, reason)
        return done(request, _("已解除限知"), reverse("matters:page", args=[uuid]))
    readers = [found for text in request.POST.getlist("reader") if (found := uuid_field(text, "谁能看"))]
    actions.restrict(request.by, uuid, readers, reason)
    return done(request, _("已限知，只有所列的人能看到"), reverse("matters:page", args=[uuid]))
