"""Posts and who is in them: set up, handed to somebody else, moved, closed, each from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.matters import actions
from luoshi.matters.forms import choices
from luoshi.org.accounts.actions import give_first_passwords
from luoshi.org.accounts.passwords import hashed, new_password
from luoshi.org.actions import NewPost, appoint
from luoshi.org.directory import directory
from luoshi.org.models import Account, Role
from luoshi.org.registers import officials, posts_register
from luoshi.org.reorganising import change_post, close_post
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import uuid_field
from luoshi.shell.faults import wants_json
from luoshi.web.house.pages import Verb, answered, shown, since_of

ROLES = [(code, word) for code, word in Role.choices if code != Role.SYSTEM]


@only("appoint")
def post_list(request: Asked) -> HttpResponse:
    """Every post by unit, with whoever is in it, was in it, and comes next."""
    if request.method != "POST":
        return _list(request)
    slips: list[Slip] = []
    verbs: dict[str, Verb] = {
        "appoint": partial(_appoint, slips),
        "succeed": partial(_succeed, slips),
        "move": _move,
        "change": _change,
        "close": _close,
    }
    answer = answered(request, verbs, _list, reverse("house:posts"))
    return _with_slip(request, slips[0]) if slips else answer


@dataclass(frozen=True, slots=True)
class Slip:
    """A new account with its first password, to be printed or read out: shown once and kept nowhere."""

    name: str
    username: str
    password: str


def _with_slip(request: Asked, slip: Slip) -> HttpResponse:
    if wants_json(request):
        answer: HttpResponse = JsonResponse({"username": slip.username, "password": slip.password}, status=201)
    else:
        request.session.pop("told", None)
        answer = _list(request, slip=slip)
    answer["Cache-Control"] = "no-store"
    return answer


def _open_account(request: Asked, holder: str, username: str) -> Slip:
    """The first password of an account that has just been made."""
    password = new_password()
    give_first_passwords(request.by, {username: hashed(password)})
    return Slip(holder, username, password)


def _person(request: Asked) -> tuple[str, str, str]:
    """Name, user name, telephone: whoever has no user name signs in with the telephone number."""
    holder, username, phone = (request.POST.get(name, "").strip() for name in ("holder", "username", "phone"))
    return holder, username or (phone if holder else ""), phone


def _list(request: Asked, **more: Any) -> HttpResponse:
    names = directory(request.by.day)
    groups = posts_register(request.by.day)
    if wants_json(request):
        rows = [
            {"uuid": str(row.post.uuid), "unit": unit, "title": row.post.title, "holder": row.post.holder}
            for unit, _uuid, posts in groups
            for row in posts
        ]
        return JsonResponse({"posts": rows, "total": len(rows), "next": None})
    chosen = uuid_field(request.GET.get("unit"), "单位")
    one = next(
        (row for _u, _n, posts in groups for row in posts if str(row.post.uuid) == request.GET.get("post")), None
    )
    return shown(
        request,
        "posts.html",
        "posts",
        groups=[group for group in groups if chosen is None or group[1] == chosen],
        chosen=chosen,
        it=one,
        units=choices(names),
        roles=ROLES,
        role_names=dict(ROLES),
        people=officials(names),
        **more,
    )


def _appoint(slips: list[Slip], request: Asked) -> str:
    data = request.POST
    unit = _wanted(request, "unit", "单位")
    title, (holder, username, phone) = data.get("title", "").strip(), _person(request)
    faults = _name_faults(holder, username) if holder or username else []
    if not title or len(title) > 40:
        faults.append(Fault("没有写岗位名称，或超过 40 字", "如“主要负责人”“联络员”", "岗位"))
    if data.get("role") not in dict(ROLES):
        faults.append(Fault("没有选角色", "角色决定能看什么、办什么", "角色"))
    if unit not in directory(since_of(request)).units:
        faults.append(Fault("没有这个单位", "从名册里选", "单位"))
    if faults:
        raise BadInput.of(faults)
    place = max((post.place for post in directory(request.by.day).posts.values()), default=0) + 1
    with transaction.atomic():
        appoint(request.by, [NewPost(unit, title, data["role"], place, holder, username, phone)], since_of(request))
        if username:
            slips.append(_open_account(request, holder, username))
    return _("已设 {title}").format(title=title)


def _name_faults(holder: str, username: str) -> list[Fault]:
    faults = []
    if not holder or len(holder) > 20:
        faults.append(Fault("没有写姓名，或超过 20 字", "写姓名", "姓名"))
    if not username or len(username) > 40:
        faults.append(Fault("登录名和电话都空着，或超过 40 字", "写手机号，它就是登录名；或另写一个", "登录名"))
    elif Account.rows.filter(username=username).exists():
        faults.append(Fault(f"登录名“{username}”已经有人用", "换一个", "登录名"))
    return faults


def _succeed(slips: list[Slip], request: Asked) -> str:
    """Somebody new comes into the post, or somebody who is known already."""
    post, known = _wanted(request, "post", "岗位"), uuid_field(request.POST.get("official"), "接任人")
    if known is not None:
        leaving = uuid_field(request.POST.get("leaving"), "原岗位")
        actions.move_official(request.by, known, post, since_of(request), leaving=leaving)
        return _("已任")
    holder, username, phone = _person(request)
    if faults := _name_faults(holder, username):
        raise BadInput.of(faults)
    with transaction.atomic():
        actions.succeed(request.by, post, holder, username, since_of(request), phone)
        slips.append(_open_account(request, holder, username))
    return _("{since} 起由 {name} 担任").format(since=since_of(request), name=holder)


def _move(request: Asked) -> str:
    """Whoever is in the post leaves it, for another one or for none."""
    post = _wanted(request, "post", "岗位")
    held = directory(since_of(request)).posts.get(post)
    if held is None or held.official is None:
        raise BadInput(Fault("这个岗位现在没有人", "刷新页面", "岗位"))
    to = uuid_field(request.POST.get("to"), "新岗位")
    actions.move_official(request.by, held.official, to, since_of(request), leaving=post)
    return _("{name} 已离任").format(name=held.holder)


def _change(request: Asked) -> str:
    data = request.POST
    change_post(
        request.by,
        _wanted(request, "post", "岗位"),
        since_of(request),
        title=data.get("title", ""),
        role=data.get("role", ""),
        unit=uuid_field(data.get("unit"), "单位"),
    )
    return _("已改")


def _close(request: Asked) -> str:
    close_post(request.by, _wanted(request, "post", "岗位"), since_of(request))
    return _("已撤销岗位")


def _wanted(request: Asked, name: str, place: str) -> UUID:
    found = uuid_field(request.POST.get(name), place)
    if found is None:
        raise BadInput(Fault(f"没有选{place}", "从列出的里选", place))
    return found
