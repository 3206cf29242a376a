"""What waits for whoever gave a task, and what waits because of her words: instructions, requests, tasks from above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.matters.models import Desk, Filing, LeaderMark, Mark, Matter, OriginLevel, Stage
from luoshi.matters.queries.desk import Rare, There, Waiting, may_be, name_of, page_of_matter
from luoshi.matters.words import spoken
from luoshi.org.acting import By
from luoshi.org.directory import Directory
from luoshi.org.models import Role

LIVE = (Stage.ISSUED, Stage.CLAIMED)


def for_who_gave_it(pending: Sequence[Any], by: By, names: Directory, there: There | None = None) -> Iterable[Waiting]:
    """For a leader, or who acts for her: answers beneath her words, and of what is pending the requests she decides."""
    if not gave_words(by):
        return
    if may_be(there, Rare.ANSWER):
        yield from (_answer(filing, by.day, names, _("批阅")) for filing in answers_to(by))
    for one in pending:
        if one.desk == Desk.LEADER and one.decider in by.posts:
            sentence, url = f"{names.unit_name(one.unit)}：{one.words}", page_of_matter(one.matter_id)
            yield Waiting(_("申请"), name_of(one.matter, by.day), sentence, url, _("批复"), one.since, one.ref)


def gave_words(by: By) -> bool:
    """Whether somebody may have written words on a paper, in her own name or another's."""
    return bool(by.mandates) or by.has(Role.VICE_HEAD, Role.COUNTY_HEAD)


def answers_to(by: By) -> QuerySet[Any]:
    """Those to the actor's own words."""
    return answers(by).filter(matter__origin_leader__in=by.posts)


def office_looks(day: date) -> Q:
    """The matters in force with which the office may have something to do: done again, to go up, a parent to end."""
    again = Q(mark=Mark.AGAIN, marked_report=F("last_report"))
    up = Q(due__lte=day, upper_due__isnull=False) & ~Q(origin_level=OriginLevel.COUNTY)
    return Q(again | up | Q(is_whole=True), stage__in=LIVE)


def is_whole(by: By) -> Any:
    """Whether a matter is a parent whose children have all ended."""
    children = Matter.objects.visible_to(by).filter(parent=OuterRef("pk"))
    whole = ~Q(rollup="") & Exists(children) & ~Exists(children.exclude(stage=Stage.ENDED))
    return ExpressionWrapper(whole, BooleanField())


def words_beneath() -> Subquery:
    """What was written beneath a matter's last marked answer."""
    marks = LeaderMark.rows.filter(matter=OuterRef("pk"), report=OuterRef("marked_report"))
    return Subquery(marks.order_by("-at", "-uuid").values("words")[:1])


def for_the_office(matters: Sequence[Any], by: By, names: Directory, there: There | None = None) -> Iterable[Waiting]:
    """For the office: what lies with a leader and may be entered for her, what is done again, what is to go up, and
    parents whose children have all ended: the office rounds them off, nothing ends by itself."""
    if may_be(there, Rare.ANSWER):
        yield from (_answer(filing, by.day, names, _("代录")) for filing in answers(by))
    for matter in matters:
        if matter.stage not in LIVE:
            continue
        url = page_of_matter(matter.uuid)
        if matter.is_whole:
            sentence, do = _("各单位的分项都已了结，可以办结"), _("办结")
            yield Waiting(_("汇总"), name_of(matter, by.day), sentence, url, do, by.day, matter.uuid)
        if _is_again(matter):
            yield _do_again(matter, by.day, names, url, _("查看"))
        is_ours = matter.origin_level == OriginLevel.COUNTY
        if is_ours or matter.upper_due is None or matter.due is None or matter.due > by.day:
            continue
        words = _("{level}级交办，上级时限 {upper}").format(
            level=matter.get_origin_level_display(), upper=spoken(matter.upper_due, by.day.year)
        )
        late = (by.day - matter.upper_due).days
        sentence = words + (_("，已过 {n} 天没有上报").format(n=late) if late > 0 else _("，还没有上报"))
        url += "#upper"
        yield Waiting(_("上报"), name_of(matter, by.day), sentence, url, _("上报"), matter.due, matter.uuid)


def for_the_unit(mine: Sequence[Any], by: By, names: Directory) -> Iterable[Waiting]:
    """For a unit: of its matters in hand the leader's words it has to answer, the first time or again."""
    owed = [one for one in mine if one.origin_leader and (one.last_report is None or _is_again(one))]
    for matter in owed:
        url = reverse("matters:report", args=[matter.uuid])
        if matter.mark == Mark.AGAIN:
            yield _do_again(matter, by.day, names, url, _("报办理情况"))
            continue
        sentence = _("{leader}批示，{due}前报办理情况").format(
            leader=names.post_label(matter.origin_leader),
            due=spoken(matter.due, by.day.year) if matter.due else _("时限"),
        )
        urgent = matter.due or by.day
        yield Waiting(_("批示"), name_of(matter, by.day), sentence, url, _("报办理情况"), urgent, matter.uuid)


def _is_again(matter: Matter) -> bool:
    return matter.mark == Mark.AGAIN and matter.marked_report == matter.last_report


def answers(by: By) -> QuerySet[Any]:
    """Signed answers to leaders' words that nobody has marked yet, the longest waiting first."""
    unmarked = Q(matter__marked_report=None) | ~Q(report=F("matter__marked_report"))
    return (
        Filing.objects.visible_to(by)
        .select_related("matter")
        .filter(stands=True, report=F("matter__last_report"), matter__stage__in=LIVE)
        .filter(unmarked, matter__origin_leader__isnull=False)
        .order_by("signed_on", "filed_at")
    )


def _answer(filing: Filing, day: date, names: Directory, do: str) -> Waiting:
    matter = filing.matter
    sentence = _("{unit}已报办理情况，等{leader}批阅").format(
        unit=names.unit_name(filing.unit), leader=names.post_label(matter.origin_leader)
    )
    url = reverse("matters:answer", args=[matter.uuid])
    return Waiting(_("批阅"), name_of(matter, day), sentence, url, do, filing.signed_on or day, filing.report)


def _do_again(matter: Any, day: date, names: Directory, url: str, do: str) -> Waiting:
    said = matter.said_beneath
    sentence = _("{leader}批“再办”{words}，由{unit}在{due}前重报").format(
        leader=names.post_label(matter.origin_leader),
        words=f"：{said}" if said else "",
        unit=names.unit_name(matter.unit),
        due=spoken(matter.due, day.year) if matter.due else _("时限"),
    )
    return Waiting(_("再办"), name_of(matter, day), sentence, url, do, matter.due or day, matter.uuid)
