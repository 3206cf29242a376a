"""A unit's word is its head's: what waits for the signature, and who may give it beside her."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.matters import actions, queries
from luoshi.matters.models import Pending, Stage
from luoshi.matters.queries.signing import SignGroup, grouped
from luoshi.org.acting import By
from luoshi.org.actions import end_mandate, give_mandate
from luoshi.org.directory import PostAsOf, directory
from luoshi.org.models import Mandate, Role
from luoshi.org.permissions import signs_for
from luoshi.org.signing_in import Asked, signed_in
from luoshi.shell.answers import day_field, done, uuid_field
from luoshi.shell.faults import wants_json

ONE_DAY = timedelta(days=1)
"""People say the last day on which a mandate holds; the fact keeps the first on which it no longer does."""


@signed_in
def sign(request: Asked) -> HttpResponse:
    """Everything to sign in one list, one tap each or all at once; or back to the reporter with a reason."""
    by = request.by
    if not signs_for(by):
        raise NotAllowed(Fault("审签是单位负责人的事", "请负责人办理；分管负责人由负责人授权后也可以审签"))
    if request.method != "POST":
        return _list(request)
    try:
        return _sign(request)
    except BadInput as error:
        if wants_json(request):
            raise
        return _list(request, error.faults)


def _list(request: Asked, faults: Sequence[Fault] = ()) -> HttpResponse:
    """The list; of a refused tap with what is wrong beside the thing that was tapped."""
    by = request.by
    groups = grouped(queries.to_sign(by))
    total = sum(len(group.rows) for group in groups)
    if wants_json(request):
        return JsonResponse(
            {"waiting": [one for group in groups for one in _rows(group)], "total": total, "next": None}
        )
    names = directory(by.day)
    for_whom = [names.post_label(post) for unit, post in by.signs_for.items()] if not by.has(Role.HEAD) else []
    context = {
        "groups": groups,
        "total": total,
        "for_whom": for_whom,
        "may_authorise": bool(_own_posts(by)),
        "faults": faults,
        "tapped": request.POST.get("ref", "") if faults else "",
        "said": request.POST.get("reason", ""),
    }
    return render(request, "matters/sign.html", context, status=422 if faults else 200)


def _sign(request: Asked) -> HttpResponse:
    refs = [found for text in request.POST.getlist("ref") if (found := uuid_field(text, "ref"))]
    back = request.POST.get("do") == "back"
    said = [text.strip() for text in (*request.POST.getlist("chip"), request.POST.get("reason", "")) if text.strip()]
    if back and not said:
        raise BadInput(Fault("没有写退回修改的理由", "点一个理由，或写一句哪里要改", "理由"))
    if not refs:
        raise BadInput(Fault("一件也没有选", "点每件后面的“审签”，或“全部审签”"))
    over = back and Pending.objects.visible_to(request.by).filter(ref__in=refs, matter__stage=Stage.ENDED).exists()
    signed = actions.sign_off(request.by, refs, reason="；".join(said) if back else "")
    words = _("已退回 {n} 件，联络员会看到理由") if back else _("已审签 {n} 件")
    if over:
        words = _("已退回 {n} 件；事项已经了结，不用重报")
    return done(request, words.format(n=signed), reverse("matters:sign"))


def _rows(group: SignGroup) -> list[dict[str, Any]]:
    return [
        {
            "ref": str(row.pending.ref),
            "about": group.code,
            "matter": str(row.pending.matter_id) if row.pending.matter_id else None,
            "circulation": str(row.pending.circulation_id) if row.pending.circulation_id else None,
            "title": row.title,
            "words": row.lines,
            "changes": [
                {"name": one.name, "before": _number(one.before), "now": _number(one.now), "unit": one.unit}
                for one in row.changes
            ],
            "passed": row.passed,
        }
        for row in group.rows
    ]


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


@signed_in
def mandates(request: Asked) -> HttpResponse:
    """A head says which of her deputies signs for her, from a day to a day, and takes it back."""
    by = request.by
    posts = _own_posts(by)
    if not posts:
        raise NotAllowed(Fault("授权审签是单位主要负责人的事", "请主要负责人登录办理"))
    if request.method == "POST":
        return done(request, _change(request, posts), reverse("matters:mandates"))
    names = directory(by.day)
    units = {post.unit for post in posts}
    deputies = [post for post in names.posts_of(Role.DEPUTY) if post.unit in units and post.official]
    given = _given(by, posts)
    if wants_json(request):
        rows = [
            {
                "uuid": str(one.uuid),
                "holder": names.official_name(one.holder),
                "since": str(one.since),
                "until": str(one.until) if one.until else None,
            }
            for one in given
        ]
        return JsonResponse({"mandates": rows, "total": len(rows), "next": None})
    shown = [(one, names.official_name(one.holder), one.until - ONE_DAY if one.until else None) for one in given]
    return render(request, "matters/mandates.html", {"deputies": deputies, "given": shown, "post": posts[0]})


def _change(request: Asked, posts: list[PostAsOf]) -> str:
    if request.POST.get("do") == "end":
        mandate = uuid_field(request.POST.get("mandate"), "授权")
        if mandate is None:
            raise BadInput(Fault("没有选哪份授权", "从列表里选"))
        end_mandate(request.by, mandate, request.by.day - ONE_DAY)
        return _("授权已收回")
    holder = uuid_field(request.POST.get("holder"), "授权给")
    if holder is None:
        raise BadInput(Fault("没有选授权给谁", "选一位分管负责人", "授权给"))
    since = day_field(request.POST.get("since"), "自") or request.by.day
    unit = next((one.unit for one in directory(request.by.day).posts.values() if one.official == holder), None)
    post = next((one for one in posts if one.unit == unit), posts[0])
    last = day_field(request.POST.get("until"), "至")
    give_mandate(request.by, holder, post.uuid, Mandate.Power.SIGN, since, last + ONE_DAY if last else None)
    return _("已授权，审签时会注明代谁")


def _own_posts(by: By) -> list[PostAsOf]:
    """The posts of a unit's head that the actor holds."""
    return [post for post in directory(by.day).posts_of(Role.HEAD) if post.official == by.official]


def _given(by: By, posts: list[PostAsOf]) -> list[Mandate]:
    """What was given for these posts and still holds, or will: of each holder the newest."""
    rows = Mandate.rows.filter(post__in=[post.uuid for post in posts], power=Mandate.Power.SIGN)
    newest = {(one.post, one.holder): one for one in rows.order_by("since", "at", "uuid")}
    return [one for one in newest.values() if one.until is None or one.until > max(by.day, one.since)]
