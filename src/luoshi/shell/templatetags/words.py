"""Words and figures as an official document sets them: templates' own vocabulary, loaded everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.facts import clock
from luoshi.shell.failing import Failed, Typed

register = template.Library()

LIGHTS: dict[str, tuple[str, str]] = {
    "green": ("normal", gettext_noop("正常")),
    "yellow": ("warning", gettext_noop("预警")),
    "red": ("lagging", gettext_noop("滞后")),
    "done": ("closed", gettext_noop("办结")),
}
"""Light → its class and its word: never a colour alone."""


@register.filter
def light(code: str) -> SafeString | str:
    """A light, by colour, shape and word."""
    if code not in LIGHTS:
        return ""
    style, word = LIGHTS[code]
    return format_html('<span class="light {}">{}</span>', style, _(word))


@register.filter
def light_class(code: str) -> str:
    return LIGHTS.get(code, ("", ""))[0]


@register.filter
def day(value: date | None) -> str:
    """3月2日; with the year where it is not this one."""
    if value is None:
        return ""
    short = f"{value.month}月{value.day}日"
    return short if value.year == clock.today().year else f"{value.year}年{short}"


@register.filter
def short_day(value: date | None) -> str:
    """03-02, for tables; with the year where it is not this one."""
    if value is None:
        return ""
    return f"{value:%m-%d}" if value.year == clock.today().year else f"{value:%Y-%m-%d}"


@register.filter
def moment(value: datetime | None) -> str:
    """3月2日 09:15, on the county's clock."""
    if value is None:
        return ""
    local = clock.local_time(value)
    return f"{day(local.date())} {local:%H:%M}"


@register.filter
def until_moment(value: datetime | None) -> str:
    """A closing hour on the county's clock, the midnight that ends a day as its 24:00: 11月28日 24:00."""
    if value is None:
        return ""
    if (value.hour, value.minute) == (0, 0):
        return f"{day(value.date() - timedelta(days=1))} 24:00"
    return f"{day(value.date())} {value:%H:%M}"


@register.filter
def share(value: float | None) -> str:
    """0.4382 → 43.8%; nothing known → —."""
    return "—" if value is None else f"{value * 100:.1f}%".replace(".0%", "%")


@register.filter
def points(value: float | None) -> str:
    """A gap in percentage points, with its sign: +2.0, −6.2."""
    return "—" if value is None else f"{value:+.1f}".replace("-", "−")


@register.filter
def figure(value: Decimal | float | None) -> str:
    """1234.5000 → 1,234.5; nothing known → —."""
    if value is None:
        return "—"
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if not isinstance(value, int) else f"{value:,}"
    return text.replace("-", "−")


@register.filter
def percent_width(value: float | None) -> str:
    """A bar's width: never beyond its track."""
    return f"{min(max(value or 0.0, 0.0), 1.0) * 100:.1f}%"


@register.filter
def of(names: Mapping[Any, Any], key: Any) -> Any:
    """A value by its key: {{ names|of:matter.unit }}."""
    return names.get(key, "") if key is not None else ""


@register.filter
def typed_in(failed: Failed | None, form: str) -> Typed:
    """What was typed into one of the page's forms: {% with typed=failed|typed_in:"blocker" %}."""
    return failed.of(form) if failed else Typed()


@register.filter
def field(typed: Typed, name: str) -> str:
    """What was typed into a field whose name is made up: {{ typed|field:name }}."""
    return typed[name]


@register.inclusion_tag("shell/fault_at.html")
def fault_at(typed: Typed | None, *places: str) -> dict[str, Any]:
    """The faults of a field, beside it: {% fault_at typed "理由" %}."""
    return {"faults": typed.at(places) if typed else []}


@register.inclusion_tag("shell/fault_at.html")
def other_faults(typed: Typed) -> dict[str, Any]:
    """The faults of a form that stand beside no field of it."""
    return {"faults": typed.rest(), "placed": True}


@register.filter
def told(request: HttpRequest) -> str:
    """What the last action said it did: shown once."""
    return str(request.session.pop("told", ""))


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """This page's address with some of its filters changed; the page number starts again."""
    params = context["request"].GET.copy()
    params.pop("page", None)
    for key, value in changes.items():
        params.pop(key, None)
        if value not in (None, ""):
            params[key] = str(value)
    encoded = params.urlencode()
    return f"?{encoded}" if encoded else "?"


@register.filter
def unit_name(names: Any, unit: Any) -> str:
    """A unit's short name as of the page's day: {{ names|unit_name:line.unit }}."""
    return str(names.unit_name(unit)) if names else ""


@register.filter
def official_name(names: Any, official: Any) -> str:
    """A person's name as of the page's day: {{ names|official_name:fact.by }}."""
    return str(names.official_name(official)) if names else ""


@register.filter
def post_label(names: Any, post: Any) -> str:
    """A post and who is in it as of the page's day: {{ names|post_label:matter.leader }}."""
    return str(names.post_label(post)) if names else ""


OPERATORS = {">=": "≥", "<=": "≤", "=": "＝", "all": "全部", "x": "翻", "+": "增", ">": "＞", "<": "＜"}


@register.filter
def operator(op: str) -> str:
    """≥ for >=."""
    return OPERATORS.get(op, op)
