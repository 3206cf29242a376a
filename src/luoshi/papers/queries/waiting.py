"""What waits for whom: the month's circular, to be drafted and to be signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.facts.models import Entry
from luoshi.matters.models import Circulating, RowOut, Step
from luoshi.matters.queries import Rare, There, Waiting, counted, may_be, steps_to_end
from luoshi.org.acting import By, system
from luoshi.org.models import Role
from luoshi.org.queries import workdays
from luoshi.papers.queries.circular import ISSUE_DAY, last_reported
from luoshi.papers.queries.listing import standing_paper, standing_papers


def waiting_for(by: By, there: There | None = None) -> list[Waiting]:
    """What of the papers waits for somebody: tables to sign, the month's circular to draft and to sign."""
    tables = _tables(by) if may_be(there, Rare.TABLE) else ()
    return [*tables, *_circular(by, there)]


STANDING, UNSIGNED = "circular", "circular_unsigned"


def asking(by: By) -> Iterator[QuerySet[Any, Any]]:
    """What a desk asks of the month's circular first: whether one stands, and whether it is signed."""
    if by.has(Role.CLERK, Role.CHIEF, Role.DIRECTOR):
        standing = standing_papers(str(last_reported(by.at)))
        yield counted(STANDING, standing)
        yield counted(UNSIGNED, standing.filter(number=None))


def _tables(by: By) -> Iterable[Waiting]:
    """Decomposition tables that the county head, or without her step the office, ends with a signature."""
    steps = steps_to_end(by)
    if not steps:
        return
    ready = Circulating.rows.filter(ended_on=None, step__in=steps).annotate(n=Count("items"))
    for out in ready.exclude(items__in=_sent_back(by)).order_by("since", "uuid"):
        sentence, do = _("任务分解表 {n} 项等您签发，签发后下发"), _("去签发")
        if out.step == Step.ISSUE:
            sentence, do = _("各步已办完，任务分解表 {n} 项可以印发"), _("去印发")
        url = reverse("papers:table", args=[out.uuid])
        yield Waiting(_("材料"), out.title, sentence.format(n=out.n), url, do, out.since, out.uuid)


def _sent_back(by: By) -> QuerySet[Any]:
    return RowOut.objects.visible_to(system(by.at)).exclude(sent_back="").values("uuid")


def _circular(by: By, there: There | None) -> list[Waiting]:
    """For the supervision office a circular not drafted yet, for the director one not signed yet."""
    if not by.has(Role.CLERK, Role.CHIEF, Role.DIRECTOR):
        return []
    if there is not None and there.get(STANDING) and not (there.get(UNSIGNED) and by.has(Role.DIRECTOR)):
        return []
    month = last_reported(by.at)
    standing = standing_paper(str(month)) if there is None or there.get(STANDING) else None
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
