"""The rules of the county in plain words: what holds since when, and a form that fits each."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.matters import actions
from luoshi.org.registers import settings_register
from luoshi.org.rules import SETTINGS, Setting, setting
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import number_field
from luoshi.shell.faults import wants_json
from luoshi.web.house.pages import answered, shown, since_of


@only("appoint")
def setting_list(request: Asked) -> HttpResponse:
    """Every rule with its value, its default, its form and its history."""
    if request.method == "POST":
        return answered(request, {"change": _change}, _list, reverse("house:settings"))
    return _list(request)


def _list(request: Asked, **more: Any) -> HttpResponse:
    rows = settings_register(request.by.day)
    if wants_json(request):
        listed = [
            {
                "key": row.key,
                "name": row.setting.name,
                "value": row.value,
                "default": row.setting.default,
                "since": row.since.isoformat() if row.since else None,
            }
            for row in rows
        ]
        return JsonResponse({"settings": listed, "total": len(listed), "next": None})
    changed = sum(row.since is not None for row in rows)
    listed_rows = [(row, form_of(row.setting), json.dumps(row.value, ensure_ascii=False)) for row in rows]
    wanted = request.POST.get("key") or request.GET.get("key", "")
    return shown(request, "settings.html", "settings", rows=listed_rows, changed=changed, wanted=wanted, **more)


def form_of(known: Setting) -> str:
    """Which input fits a rule: yes_no, number, choice, steps, parts, words; json where nothing else does."""
    if isinstance(known.default, bool):
        return "yes_no"
    if isinstance(known.default, int | float):
        return "number"
    if isinstance(known.default, list):
        return "steps" if known.choices else "words"
    if isinstance(known.default, dict):
        return "parts" if known.parts else "json"
    return "choice" if known.choices else "text"


def _change(request: Asked) -> str:
    key = request.POST.get("key", "")
    known = SETTINGS.get(key)
    if known is None:
        raise BadInput(Fault("没有这项设置", "刷新页面"))
    since = since_of(request)
    value = _value(request, known, setting(key, since))
    actions.change_setting(request.by, key, value, since)
    return _("已改：{name}").format(name=known.name)


def _value(request: Asked, known: Setting, now: Any) -> Any:
    data, form = request.POST, form_of(known)
    if form == "yes_no":
        return data.get("value") == "yes"
    if form == "number":
        return _number(data.get("value"), known.name)
    if form == "steps":
        return [one for one in known.choices if one in data.getlist("value")]
    if form == "words":
        return [line.strip() for line in data.get("value", "").splitlines() if line.strip()]
    if form == "parts":
        parts = {name: _number(data.get(f"part:{name}"), words) for name, (words, _default) in known.parts.items()}
        usual = {name: default for name, (_words, default) in known.parts.items()}
        return {
            **now,
            **{name: part for name, part in parts.items() if name in now or part != round(float(usual[name]), 4)},
        }
    if form == "json":
        return _document(data.get("value", ""), known.name)
    return data.get("value", "").strip()


def _number(text: Any, place: str) -> int | float:
    number = number_field(text, place)
    if number is None:
        raise BadInput(Fault("没有填数", "填一个数", place))
    return int(number) if number == number.to_integral_value() else float(number.quantize(Decimal("0.0001")))


def _document(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise BadInput(Fault("写法不对", "照原来的样子改", place)) from error
