"""What of a draft on its way waits for whom: its part of everybody's desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.matters.models import Circulating, Commented, Opinion, RowOut, RowUnit, Step, UnitAsked
from luoshi.matters.queries.desk import Rare, There, Waiting, may_be
from luoshi.org.acting import By
from luoshi.org.models import Role
from luoshi.org.permissions import may, signing_posts


def waiting_on_drafts(by: By, there: There | None = None) -> list[Waiting]:
    """Rows to comment on, comments to decide, quarrels to settle, rows to confirm."""
    found: list[Waiting] = []
    if by.has(Role.REPORTER, Role.HEAD, Role.DEPUTY) and by.units and may_be(there, Rare.COMMENT):
        found += _to_comment(by)
    if not may_be(there, Rare.CIRCULATING):
        return found
    if by.in_office:
        found += _for_the_office(by)
    if by.has(Role.VICE_HEAD, Role.COUNTY_HEAD, Role.SECRETARY):
        found += _for_the_leader(by)
    return found


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def steps_to_end(by: By) -> list[str]:
    """The steps at which the actor's signature ends a draft's way: the county head's, or the office's."""
    if signing_posts(by, Role.COUNTY_HEAD):
        return [Step.COUNTY_HEAD]
    return [Step.ISSUE] if may(by, "issue") else []


def to_comment(by: By) -> QuerySet[Any]:
    """Drafts on which the own units are asked and have written nothing, in the days for it."""
    asked: QuerySet[Any] = UnitAsked.objects.visible_to(by).filter(
        unit__in=by.units, answered_on=None, written_on=None, circulation__step=Step.COMMENT
    )
    return asked.filter(circulation__comment_until__gte=by.day)


def _to_comment(by: By) -> Iterable[Waiting]:
    named = RowUnit.rows.filter(unit__in=by.units, item__circulation=OuterRef("circulation"))
    n = named.order_by().values("item__circulation").annotate(n=Count("item", distinct=True)).values("n")
    for one in to_comment(by).select_related("circulation").annotate(rows=Coalesce(Subquery(n), 0)):
        until = one.circulation.comment_until
        sentence = _("{n} 项征求意见，{day}前反馈；不反馈视为无意见").format(n=one.rows, day=_day(until))
        if one.sent_back:
            sentence = _("负责人退回修改：{reason}").format(reason=one.sent_back)
        url = reverse("matters:comments", args=[one.circulation_id])
        yield Waiting(_("征求意见"), one.circulation.title, sentence, url, _("提意见"), until, one.circulation_id)


def _for_the_office(by: By) -> Iterable[Waiting]:
    running = Circulating.rows.filter(ended_on=None).annotate(
        units=Count("asked", distinct=True),
        answered=Count("asked", filter=~Q(asked__answered_on=None), distinct=True),
        undecided=Count("comments", filter=Q(comments__opinion=""), distinct=True),
        referred=Count("comments", filter=Q(comments__opinion=Opinion.REFERRED), distinct=True),
        back=Count("items", filter=~Q(items__sent_back=""), distinct=True),
    )
    for out in running.order_by("started_on", "uuid"):
        said = _office_sentence(by, out)
        if said is not None:
            sentence, do, urgent = said
            url = reverse("matters:circulation", args=[out.uuid])
            yield Waiting(_("征求意见"), out.title, sentence, url, do, urgent, out.uuid)


def _office_sentence(by: By, out: Circulating) -> tuple[str, str, date] | None:
    """What the office has to do with a draft, what to press, and by when; None where others are at it."""
    counted = {name: getattr(out, name) for name in ("units", "answered", "undecided", "referred", "back")}
    if counted["back"]:
        return _("领导退回 {back} 项，改好再送").format(**counted), _("去改"), by.day
    if out.step == Step.CHIEF and by.has(Role.CHIEF):
        return _("草稿等您审核，审核后发出"), _("去审核"), out.since
    if out.step != Step.COMMENT or out.comment_until is None:
        return None
    if counted["undecided"]:
        return _("{undecided} 条意见没有办；已反馈 {answered}/{units} 个单位").format(**counted), _("去办理"), by.day
    if counted["referred"]:
        return _("{referred} 件牵头争议等领导定").format(**counted), _("查看"), out.comment_until
    if counted["answered"] == counted["units"]:
        return _("意见已办完，可以送下一步"), _("送下一步"), by.day
    lacking = counted["units"] - counted["answered"]
    sentence = _("还有 {lacking} 个单位没有反馈，{day}截止").format(lacking=lacking, day=_day(out.comment_until))
    return sentence, _("查看"), out.comment_until


def _for_the_leader(by: By) -> Iterable[Waiting]:
    quarrels = Commented.objects.visible_to(by).filter(
        post__in=by.posts, opinion=Opinion.REFERRED, circulation__step=Step.COMMENT
    )
    counted = quarrels.values_list("circulation", "circulation__title", "circulation__comment_until")
    for uuid, title, until, n in counted.annotate(n=Count("uuid")).order_by("circulation"):
        sentence = _("{n} 件牵头争议等您定").format(n=n)
        url = reverse("matters:confirm", args=[uuid])
        yield Waiting(_("征求意见"), title, sentence, url, _("去裁定"), min(until, by.day), uuid)
    rows = RowOut.objects.visible_to(by).filter(
        confirmer__in=by.posts, confirmed_on=None, sent_back="", circulation__step=Step.VICE_HEADS
    )
    laid = rows.values_list("circulation", "circulation__title", "circulation__since")
    for uuid, title, since, n in laid.annotate(n=Count("uuid")).order_by("circulation"):
        sentence = _("{n} 项分管任务等您确认").format(n=n)
        url = reverse("matters:confirm", args=[uuid])
        yield Waiting(_("征求意见"), title, sentence, url, _("去确认"), since, uuid)
