"""What the house itself puts on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.matters.queries import There, Waiting, counted
from luoshi.org.acting import By
from luoshi.org.permissions import may
from luoshi.org.suggestions.queries import not_answered, unanswered

SUGGESTIONS = UUID(int=5)


SUGGESTED = "suggestion"


def asking(by: By) -> Iterator[QuerySet[Any, Any]]:
    """What of the house a desk asks for first."""
    if may(by, "answer_suggestion"):
        yield counted(SUGGESTED, not_answered())


def suggestions_waiting(by: By, there: There) -> list[Waiting]:
    """Complaints and suggestions that nobody has answered, for those who may."""
    if not there.get(SUGGESTED):
        return []
    n, since = unanswered()
    if since is None:
        return []
    title = _("{n} 条意见建议等答复").format(n=n)
    sentence = _("最早一条是 {month}月{day}日 提的").format(month=since.month, day=since.day)
    return [Waiting(_("意见"), title, sentence, reverse("suggestions"), _("去答复"), since, SUGGESTIONS)]
