"""A leader's instruction, or a task from above, from its paper to a matter with a clock: in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.facts import evidence
from luoshi.matters.actions.issuing import issue_decided
from luoshi.matters.actions.wanted import Decided
from luoshi.matters.models import Matter, MatterRevision, OriginLevel
from luoshi.org import permissions
from luoshi.org.acting import By


def record_instruction(by: By, decided: Decided) -> UUID:
    """Issues the matter with its number and its clock, its paper named by digest. The same one sent twice is one.

    A leader, or who acts for her, enters her own words alone. Raises BadInput where who wrote it, its day, its paper
    or the matter it is about is missing.
    """
    permissions.require(by, "instruct")
    if not by.in_office and decided.origin_leader not in by.posts:
        raise NotAllowed(Fault("只能录本人或所代领导的批示", "别的领导的批示请督查室录"))
    with transaction.atomic():
        if MatterRevision.rows.filter(matter=decided.matter).exists():
            return decided.matter
        origin = Origin(decided.origin_level, decided.origin_leader, decided.upper_due, decided.due)
        if faults := [*origin_faults(origin), *_paper_faults(decided), *_about_faults(by, decided)]:
            raise BadInput.of(faults)
        return issue_decided(by, [decided], without_comment=True)[0]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who gave it, and by when they and we want it."""

    level: str
    leader: UUID | None
    upper_due: date | None
    due: date | None


def origin_faults(origin: Origin) -> Iterable[Fault]:
    """What is wrong with where a matter comes from."""
    county = origin.level == OriginLevel.COUNTY
    if county and origin.leader is None:
        yield Fault("没有选是哪位领导批的", "点领导的名字", "批示领导")
    if not county and origin.upper_due is None:
        yield Fault("没有写上级时限", "写上级要求报的日子，县里的时限自动提前", "上级时限")
    elif origin.due is None:
        yield Fault("没有定时限", "选特急、急或平，或写一个日子", "时限")
    elif origin.upper_due and origin.due > origin.upper_due:
        yield Fault("县里的时限晚于上级时限", "写上级时限以内的日子", "时限")


def _about_faults(by: By, decided: Decided) -> Iterable[Fault]:
    if decided.about and not Matter.objects.visible_to(by).filter(uuid=decided.about).exists():
        yield Fault("没有这项事项，或您看不到它", "刷新页面", "事项名")


def _paper_faults(decided: Decided) -> Iterable[Fault]:
    for digest in decided.papers:
        if not (len(digest) == 64 and digest.isalnum() and evidence.path_of(digest).exists()):
            yield Fault("原件没有传上来", "重新选照片或文件", "原件")
