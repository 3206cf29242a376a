"""What waits for whom: the month's circular, to be drafted and to be signed."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.facts.models import Entry
from luoshi.matters.queries import Waiting
from luoshi.org.acting import By
from luoshi.org.models import Role
from luoshi.org.queries import workdays
from luoshi.papers.queries.circular import ISSUE_DAY, last_reported
from luoshi.papers.queries.listing import standing_paper


def waiting_for(by: By) -> list[Waiting]:
    """For the supervision office a circular not drafted yet, for the director one not signed yet."""
    if not by.has(Role.CLERK, Role.CHIEF, Role.DIRECTOR):
        return []
    month = last_reported(by.at)
    standing = standing_paper(str(month))
    urgent = workdays().next_workday(month.next().first.replace(day=ISSUE_DAY))
    group, until = _("材料"), f"{urgent.month}月{urgent.day}日"
    if standing is None:
        if not by.has(Role.CLERK, Role.CHIEF) or not Entry.rows.filter(kind="matter_revision").exists():
            return []
        title, sentence = _("{month}通报还没有出"), _("填报和审签已经结束，{day}印发")
        url, do, uuid = reverse("papers:list"), _("去出稿"), UUID(int=3)
    elif standing.number is None and by.has(Role.DIRECTOR):
        title, sentence = _("{month}通报等您签发"), _("签发时编期号、印日期，{day}印发")
        url, do, uuid = reverse("papers:page", args=[standing.uuid]), _("去签发"), standing.uuid
    else:
        return []
    return [Waiting(group, title.format(month=month.label), sentence.format(day=until), url, do, urgent, uuid)]
