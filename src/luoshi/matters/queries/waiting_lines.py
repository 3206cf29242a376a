"""A unit's part of the desk: what it has to claim, to complete, or to deliver in what others lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.matters import goals
from luoshi.matters.models import Line, LineRole, SentBack, Stage
from luoshi.matters.queries.claiming import answered
from luoshi.matters.queries.desk import Waiting
from luoshi.matters.queries.desk import name_of as _name
from luoshi.matters.queries.desk import page_of_matter as _page
from luoshi.matters.words import why
from luoshi.org.acting import By
from luoshi.org.directory import Directory
from luoshi.org.rules import setting

TO_COMPLETE = UUID(int=14)
MOST_TO_CLAIM = 3
"""Up to here each new task stands on the desk by itself."""
NEW = Q(claimed_on=None, answered=False, came_back=False, matter__stage__in=(Stage.ISSUED, Stage.CLAIMED))
INCOMPLETE = Q(claimed_on__isnull=False, answered=False) & ~Q(matter__stage=Stage.ENDED) & ~Q(lacks=[])


def lines_waiting(by: By, names: Directory) -> Iterable[Waiting]:
    """One SELECT for the three of them."""
    back = SentBack.rows.filter(matter=OuterRef("matter"), unit=OuterRef("unit"), about__in=("claim", "return"))
    near = Q(claimed_on__isnull=False, yellow_from__lte=by.day)
    lines = list(
        Line.objects.visible_to(by)
        .select_related("matter")
        .annotate(answered=answered(by), came_back=Exists(back))
        .filter(NEW | INCOMPLETE | near, unit__in=by.units)
        .order_by("object_until", "matter__number")
    )
    yield from _to_claim([one for one in lines if one.claimed_on is None], by)
    claimed = [one for one in lines if one.claimed_on is not None]
    yield from _to_complete(claimed, by)
    yield from _parts(claimed, by, names)


def _to_claim(lines: list[Any], by: By) -> Iterable[Waiting]:
    """What came back stands on the desk with its reason, and not here."""
    yield from (_to_gather(line, by) for line in lines if goals.gathers(line))
    lines = [line for line in lines if not goals.gathers(line)]
    if len(lines) > MOST_TO_CLAIM:
        yield _claim_together(lines)
        return
    for line in lines:
        until = f"{line.object_until.month}月{line.object_until.day}日"
        if line.role == LineRole.CO:  # a part cannot be sent back
            sentence = _("本单位配合的部分，{day}前不确认即视为确认").format(day=until)
        else:
            sentence = _("{role}；{day}前不退回即视为认领").format(role=line.get_role_display(), day=until)
            if line.matter.reportable:
                sentence += _("；领导批示，可以直接报办理情况")
        group, do = (_("认领"), _("认领")) if line.role == LineRole.LEAD else (_("配合"), _("确认"))
        yield Waiting(
            group, _name(line.matter, by.day), sentence, _page(line.matter_id), do, line.object_until, line.uuid
        )


def _to_gather(line: Line, by: By) -> Waiting:
    """A parent is not claimed: its lead looks on, or sends it back in the days for it."""
    until = f"{line.object_until.month}月{line.object_until.day}日"
    sentence = _("牵头汇总，各单位各报各的；不归本单位的{day}前退回").format(day=until)
    title = _name(line.matter, by.day)
    return Waiting(_("汇总"), title, sentence, _page(line.matter_id), _("查看"), line.object_until, line.uuid)


def _claim_together(lines: list[Line]) -> Waiting:
    """Many new tasks at once are claimed in one table."""
    first = lines[0].object_until
    sentence = _("最早 {day}前不退回即视为认领；一张表填完").format(day=f"{first.month}月{first.day}日")
    title = _("{n} 项新任务等认领").format(n=len(lines))
    return Waiting(_("认领"), title, sentence, reverse("matters:claim_table"), _("认领"), first, lines[0].unit)


def _to_complete(claimed: list[Any], by: By) -> Iterable[Waiting]:
    """What claims still owe, most of them settled by silence: one line for all of them."""
    needs = setting("claim_needs", by.day)
    live = [one for one in claimed if not one.answered and one.matter.stage != Stage.ENDED]
    lines = [one for one in live if goals.asked_of(one.lacks, needs)]
    if lines:
        sentence = _("{n} 项的责任领导、股室、经办人或季度目标没写全").format(n=len(lines))
        title, do = _("补齐认领信息"), _("去补齐")
        yield Waiting(_("认领"), title, sentence, reverse("matters:claim_table"), do, by.day, TO_COMPLETE)


def _parts(claimed: list[Any], by: By, names: Directory) -> Iterable[Waiting]:
    """The unit's parts in what others lead, that the lead calls undelivered or whose own day comes near."""
    lines = [one for one in claimed if one.yellow_from and one.yellow_from <= by.day]
    for line in sorted(lines, key=lambda one: (one.yellow_from, one.matter.number)):
        sentence = _("{lead}牵头；{why}").format(
            lead=names.unit_name(line.matter.unit), why=why(line.causes, by.day) or line.duty
        )
        urgent = line.red_from or line.yellow_from or by.day
        yield Waiting(
            _("配合"), _name(line.matter, by.day), sentence, _page(line.matter_id), _("查看"), urgent, line.uuid
        )
