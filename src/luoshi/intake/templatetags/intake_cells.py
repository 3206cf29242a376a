"""The field of a cell that is being written in, with what is wrong with it beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.errors import Fault

register = template.Library()

LABELS: dict[str, tuple[str, str]] = {
    "title": (gettext_noop("任务"), ""),
    "unit": (gettext_noop("牵头单位"), gettext_noop("简称、全称都行")),
    "others": (gettext_noop("配合单位"), gettext_noop("资源局、林业局（责任）")),
    "measures": (gettext_noop("目标"), gettext_noop("开工 ≥ 9 个")),
}
"""Column → its name, and what it looks like."""


@register.inclusion_tag("intake/field.html")
def field(column: str, value: str, faults: Sequence[Fault]) -> dict[str, Any]:
    label, example = LABELS[column]
    return {
        "column": column,
        "value": value,
        "faults": faults,
        "label": _(label),
        "example": _(example) if example else "",
    }
