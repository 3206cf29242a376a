"""What the house itself puts on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.matters.queries import There, Waiting, counted_by
from luoshi.org.acting import By
from luoshi.org.permissions import may
from luoshi.org.suggestions.queries import not_answered

SUGGESTIONS = UUID(int=5)
SUGGESTED = "suggestion:"
"""Before the day of those that nobody has answered."""


def asking(by: By) -> Iterator[QuerySet[Any, Any]]:
    """What of the house a desk asks for first."""
    if may(by, "answer_suggestion"):
        day = Concat(Value(SUGGESTED), Cast("day", CharField()), output_field=CharField())
        yield counted_by(day, not_answered().filter(day__lte=by.day))


def suggestions_waiting(_by: By, there: There) -> list[Waiting]:
    """Complaints and suggestions that nobody has answered, for those who may. No SELECT."""
    days = {name.removeprefix(SUGGESTED): n for name, n in there.items() if name.startswith(SUGGESTED)}
    if not days:
        return []
    since, n = date.fromisoformat(min(days)), sum(days.values())
    title = _("{n} 条意见建议等答复").format(n=n)
    sentence = _("最早一条是 {month}月{day}日 提的").format(month=since.month, day=since.day)
    return [Waiting(_("意见"), title, sentence, reverse("suggestions"), _("去答复"), since, SUGGESTIONS)]
