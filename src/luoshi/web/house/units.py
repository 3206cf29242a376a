"""Units: founded, renamed, merged and split, each from a day on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.words import group_name
from luoshi.core.errors import BadInput, Fault
from luoshi.matters import actions
from luoshi.matters.forms import choices
from luoshi.matters.open_items import open_matters
from luoshi.org.actions import NewUnit, found_units
from luoshi.org.directory import directory
from luoshi.org.models import Role, UnitKind
from luoshi.org.registers import former_units, unit_history, units_register
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import uuid_field
from luoshi.shell.faults import wants_json
from luoshi.web.house.pages import answered, paper_of, shown, since_of


@only("appoint")
def unit_list(request: Asked) -> HttpResponse:
    """The register of units, those to come and those that were."""
    if request.method == "POST":
        return answered(request, {"found": _found}, _list, reverse("house:units"))
    return _list(request)


def _list(request: Asked, **more: Any) -> HttpResponse:
    rows = units_register(request.by.day)
    if wants_json(request):
        listed = [
            {"uuid": str(row.unit.uuid), "name": row.unit.name, "short": row.unit.short, "kind": row.unit.kind}
            for row in rows
        ]
        return JsonResponse({"units": listed, "total": len(listed), "next": None})
    kinds = dict(UnitKind.choices)
    listed_rows = [(row, kinds[row.unit.kind], group_name(row.group) if row.group else "") for row in rows]
    former = former_units(request.by.day)
    names = directory(request.by.day)
    return shown(request, "units.html", "units", rows=listed_rows, former=former, names=names, **_kinds(rows), **more)


def _kinds(rows: list[Any]) -> dict[str, Any]:
    groups = sorted({row.group for row in rows if row.group})
    return {"kinds": UnitKind.choices, "appraisal_groups": [(group, group_name(group)) for group in groups]}


def _found(request: Asked) -> str:
    new = _new_unit(request)
    found_units(request.by, [new], since_of(request))
    return _("已设 {name}").format(name=new.short)


def _new_unit(request: Asked, place: int = 0) -> NewUnit:
    """A unit as a form's nth set of fields describes it."""

    def field(name: str) -> str:
        values = request.POST.getlist(name)
        return values[place].strip() if place < len(values) else ""

    faults = []
    if not field("name") or not field("short"):
        faults.append(Fault("没有写名称", "全称和简称都要填", "名称"))
    if field("unit_kind") not in UnitKind.values:
        faults.append(Fault("没有选种类", "从列出的里选", "种类"))
    names = directory(since_of(request))
    if field("short") in {unit.short for unit in names.units.values()}:
        faults.append(Fault(f"简称“{field('short')}”已经有单位在用", "换一个简称", "简称"))
    if len(field("name")) > 60 or len(field("short")) > 20:
        faults.append(Fault("名称太长", "全称 60 字、简称 20 字以内", "名称"))
    if faults:
        raise BadInput.of(faults)
    last = max((unit.place for unit in names.units.values()), default=0)
    aliases = tuple(field("aliases").replace(",", "、").replace("，", "、").split("、")) if field("aliases") else ()
    return NewUnit(
        field("name"),
        field("short"),
        field("unit_kind"),
        last + 1 + place,
        tuple(alias.strip() for alias in aliases if alias.strip()),
        field("duties"),
        field("group"),
    )


@only("appoint")
def unit(request: Asked, uuid: UUID) -> HttpResponse:
    """One unit: what it was called since when, and the forms that change it."""
    names = directory(request.by.day)
    if uuid not in names.units and uuid not in names.former_units:
        raise Http404

    def show(asked: Asked, **more: Any) -> HttpResponse:
        return _unit(asked, uuid, **more)

    if request.method == "POST":
        verbs = {
            "change": lambda asked: _change(asked, uuid),
            "merge": lambda asked: _merge(asked, uuid),
            "split": lambda asked: _split(asked, uuid),
            "hand_over": lambda asked: _hand_over(asked, uuid),
        }
        return answered(request, verbs, show, reverse("house:unit", args=[uuid]))
    return show(request)


def _unit(request: Asked, uuid: UUID, **more: Any) -> HttpResponse:
    day = request.by.day
    names = directory(day)
    stands = uuid in names.units
    known = names.units.get(uuid) or names.former_units[uuid]
    history = unit_history(uuid)
    if wants_json(request):
        changes = [{"since": one.since.isoformat(), "words": one.words, "by": one.who} for one in history]
        return JsonResponse({"uuid": str(uuid), "name": known.name, "short": known.short, "history": changes})
    others = [(group, [(other, name) for other, name in members if other != uuid]) for group, members in choices(names)]
    register = units_register(day)
    return shown(
        request,
        "unit.html",
        "units",
        it=known,
        stands=stands,
        history=history,
        posts=[post for post in names.posts.values() if post.unit == uuid],
        others=others,
        matters=open_matters(uuid),
        group_now=next((row.group for row in register if row.unit.uuid == uuid), ""),
        **_kinds(register),
        **more,
    )


def _change(request: Asked, uuid: UUID) -> str:
    data = request.POST
    aliases = [alias.strip() for alias in data.get("aliases", "").replace("，", "、").split("、") if alias.strip()]
    actions.rename_unit(
        request.by,
        uuid,
        since_of(request),
        name=data.get("name", ""),
        short=data.get("short", ""),
        aliases=aliases,
        unit_kind=data.get("unit_kind", ""),
        duties=data.get("duties", ""),
        group=data.get("group", ""),
        paper=paper_of(request),
    )
    return _("已改")


def _merge(request: Asked, uuid: UUID) -> str:
    old = [uuid, *_uuids(request, "old")]
    into: NewUnit | UUID | None = uuid_field(request.POST.get("into"), "并入")
    if into is None:
        into = _new_unit(request)
    names = directory(request.by.day)
    closing = set(_uuids(request, "close"))
    moving = [
        post.uuid
        for post in names.posts.values()
        if post.unit in old and post.uuid not in closing and (post.unit == uuid or post.role != Role.HEAD)
    ]
    successor = actions.merge_units(request.by, old, into, since_of(request), paper=paper_of(request), moving=moving)
    name = directory(since_of(request)).unit_name(successor)
    return _("{since} 起由 {name} 承接").format(since=since_of(request), name=name)


def _split(request: Asked, uuid: UUID) -> str:
    count = len([name for name in request.POST.getlist("name") if name.strip()])
    parts = [_new_unit(request, place) for place in range(count)]
    heir = parts[0].unit if parts and request.POST.get("ends") else None
    actions.split_unit(request.by, uuid, parts, since_of(request), heir=heir, paper=paper_of(request))
    return _("已分设 {n} 个单位").format(n=len(parts))


def _hand_over(request: Asked, uuid: UUID) -> str:
    successor = uuid_field(request.POST.get("successor"), "接收单位")
    if successor is None:
        raise BadInput(Fault("没有选移交给哪个单位", "从名册里选一个单位", "接收单位"))
    matters = _uuids(request, "matter")
    actions.hand_over(request.by, uuid, successor, matters, paper=paper_of(request))
    return _("已移交 {n} 项").format(n=len(matters))


def _uuids(request: Asked, name: str) -> list[UUID]:
    return [found for text in request.POST.getlist(name) if (found := uuid_field(text, name))]
