"""Who may do what, and who may see which rows: the one place. `docs/permissions.md` prints these tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from luoshi.core.errors import Fault, NotAllowed
from luoshi.org.acting import OFFICE, UNIT_ROLES, By
from luoshi.org.directory import directory
from luoshi.org.models import Role
from luoshi.org.rules import setting

ANY, OWN = "any", "own"
"""A grant holds for every unit's things, or only for those of the actor's own units."""

VERBS: dict[str, tuple[str, dict[str, frozenset[str]]]] = {
    "read_document": ("读入文件、改草稿、增删任务", {ANY: OFFICE}),
    "issue": ("下发任务", {ANY: OFFICE}),
    "instruct": (
        "录入领导批示（领导本人或受托人只录自己的）",
        {ANY: OFFICE | {Role.VICE_HEAD, Role.COUNTY_HEAD}},
    ),
    "circulate": ("把草稿送审、征求意见、办理意见", {ANY: OFFICE}),
    "approve_draft": ("审核征求意见稿", {ANY: frozenset({Role.CHIEF})}),
    "comment": ("对征求意见稿提意见", {OWN: UNIT_ROLES, ANY: OFFICE}),
    "recall": ("撤回刚下发的任务", {ANY: OFFICE}),
    "claim": ("认领、退回、报节点计划", {OWN: UNIT_ROLES, ANY: OFFICE}),
    "report": ("填报进展", {OWN: UNIT_ROLES, ANY: OFFICE}),
    "sign_off": ("审签", {OWN: frozenset({Role.HEAD, Role.DEPUTY})}),
    "raise_blocker": ("提出堵点", {OWN: UNIT_ROLES, ANY: OFFICE}),
    "answer_blocker": ("答复堵点", {OWN: UNIT_ROLES}),
    "assign_blocker": ("裁定堵点归谁", {ANY: OFFICE | {Role.VICE_HEAD, Role.COUNTY_HEAD}}),
    "verify": ("核实填报", {ANY: OFFICE}),
    "rule": ("裁定退回与申请、办结", {ANY: OFFICE}),
    "observe": ("登记指标", {ANY: frozenset({Role.ASSESSMENT, Role.PROJECTS})}),
    "close": ("关账、封存排名", {ANY: frozenset({Role.ASSESSMENT})}),
    "check_figures": (
        "核对本单位的考核数据、申诉",
        {OWN: frozenset({Role.HEAD, Role.DEPUTY}), ANY: OFFICE | {Role.ASSESSMENT}},
    ),
    "see_findings": (
        "看诚信核查和排名的稳健性",
        {ANY: OFFICE | {Role.ASSESSMENT, Role.COUNTY_HEAD}},
    ),
    "judge_findings": ("就填报的疑点问单位、作认定", {ANY: OFFICE | {Role.ASSESSMENT}}),
    "answer_question": ("答复核查中的问题", {OWN: UNIT_ROLES, ANY: OFFICE}),
    "review": (
        "季度、年度点评打分",
        {ANY: OFFICE | {Role.ASSESSMENT, Role.COUNTY_HEAD, Role.VICE_HEAD}},
    ),
    "mark": ("打考核办的分", {ANY: frozenset({Role.ASSESSMENT})}),
    "claim_bonus": ("申报争先创优加分、对公示提异议", {OWN: UNIT_ROLES, ANY: OFFICE | {Role.ASSESSMENT}}),
    "review_bonus": ("审核加分", {ANY: frozenset({Role.ASSESSMENT, Role.CHIEF, Role.DIRECTOR})}),
    "release": ("发布封存的排名", {ANY: frozenset({Role.COUNTY_HEAD, Role.DIRECTOR})}),
    "write_paper": ("出材料", {ANY: OFFICE | {Role.ASSESSMENT}}),
    "attach": (
        "上传佐证",
        {ANY: UNIT_ROLES | OFFICE | {Role.ADMIN, Role.ASSESSMENT} | {Role.VICE_HEAD, Role.COUNTY_HEAD}},
    ),
    "reset_password": ("重置密码", {OWN: frozenset({Role.HEAD}), ANY: frozenset({Role.ADMIN})}),
    "answer_suggestion": ("答复意见建议", {ANY: frozenset({Role.CHIEF, Role.DIRECTOR, Role.ADMIN})}),
    "appoint": ("设单位、岗位、人员", {ANY: frozenset({Role.ADMIN, Role.SYSTEM})}),
    "mandate": ("给出和终止委托", {ANY: frozenset({Role.ADMIN, Role.DIRECTOR, Role.SYSTEM})}),
    "sign_paper": ("签发材料", {ANY: frozenset({Role.DIRECTOR})}),
}
SIGNATURES = frozenset({"sign_off", "sign_paper"})
"""Verbs that are a signature: for another only by a mandate to sign."""

HEADS_WORD = frozenset({"sign_off", "check_figures"})
"""Verbs that commit a unit: its head's, or her deputy's where he signs for her."""


def may(by: By, verb: str, unit: UUID | None = None) -> bool:
    """Whether the actor may do this, to something of this unit."""
    grants = VERBS[verb][1]
    if verb in SIGNATURES and not by.signs:
        return False
    if by.has(Role.SYSTEM) or by.has(*grants.get(ANY, ())):
        return True
    if unit is None or unit not in by.units or not by.has(*grants.get(OWN, ())):
        return False
    return verb not in HEADS_WORD or _signs(by, unit)


def _signs(by: By, unit: UUID) -> bool:
    """A head for her unit; her deputy where she has authorised him, or where the county's rule lets all deputies."""
    return by.has(Role.HEAD) or unit in by.signs_for or bool(setting("deputy_signs", by.day))


def signs_for(by: By) -> frozenset[UUID]:
    """The units for which the actor signs."""
    return frozenset(unit for unit in by.units if may(by, "sign_off", unit))


def signing_posts(by: By, role: str) -> frozenset[UUID]:
    """The posts of a role in which the actor's signature counts: one's own, or by a mandate to sign."""
    held = {post.uuid for post in directory(by.day).posts_of(role)} & by.posts
    return frozenset(post for post in held if (by.acting_for(post) if post in by.mandates else by).signs)


def require(by: By, verb: str, unit: UUID | None = None) -> None:
    """Raises NotAllowed unless the actor may."""
    if not may(by, verb, unit):
        raise NotAllowed(Fault(f"您没有“{VERBS[verb][0]}”的权限", "请有权限的同志办理，或联系督查室"))


def deciding(by: By, giver: UUID | None) -> By:
    """The actor as whoever decides for the post that gave a task: its holder, or somebody acting for her.

    `giver` None: nobody is named, so the supervision office's chief decides. The office may enter the decision of
    another, who is then named in the fact. Raises NotAllowed for anybody else.
    """
    if giver is not None and giver in by.posts:
        return by.acting_for(giver) if giver in by.mandates else by
    if by.has(Role.SYSTEM) or (giver is None and by.has(Role.CHIEF)):
        return by
    if not by.in_office:
        who = directory(by.day).post_label(giver) or "督查室主任"
        raise NotAllowed(Fault(f"这件由{who}定", "请交办的领导、她委托的同志办理，或由督查室代录"))
    chiefs = directory(by.day).posts_of(Role.CHIEF)
    giver = giver or (chiefs[0].uuid if chiefs else None)
    return by.acting_for(giver) if giver else by


def may_decide(by: By, giver: UUID | None) -> bool:
    """Whether the actor may decide, or enter the decision, on what this post gave."""
    return by.in_office or by.has(Role.SYSTEM) or (giver is not None and giver in by.posts)


@dataclass(frozen=True, slots=True)
class Scope:
    """How a model says, as data, who may see its rows: which columns are units, people, stage.

    `through` names tables whose rows lead to more units: (model, column that points here, column of the unit).
    `restricted` is the column that says so, and `readers` the table of those named then: (model, column of theirs that
    points to the restricted thing, column of the person or post).
    """

    units: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    through: tuple[tuple[str, str, str], ...] = ()
    restricted: str = ""
    readers: tuple[str, str, str] | None = None
    office_only: Q | None = None
    """Rows that only the office sees, whoever is named in them: drafts."""
    apart: tuple[str, str] | None = None
    """(model, column of ours): a row bears what that model restricts, and is seen by those who see that alone."""
    on_nothing: bool = False
    """A row may hang on no matter yet, and is then restricted by none: comments on a draft."""
    counted: Q | None = None
    """Only rows of which this is true stand in lists, on desks and in counts, whoever asks: not what was recalled."""


def visible(by: By, scope: Scope) -> Q:
    """The rows of a model with this scope that the actor may see."""
    if by.sees_all:
        mine = Q()
    elif by.has(Role.VICE_HEAD, Role.SECRETARY):
        mine = _of_units(scope, by.portfolio | by.units) | _of_posts(scope, by.posts)
    else:
        mine = _of_units(scope, by.units)
    if scope.office_only is not None and not by.in_office:
        mine &= ~scope.office_only
    if scope.apart is not None:
        label, column = scope.apart
        mine &= ~Q(**{f"{column}__in": kept_from(by, apps.get_model(label)).values("pk")})
    if scope.restricted and not by.has(Role.SYSTEM):
        thing = scope.restricted.rpartition("__")[0]
        hanging = Q(**{f"{thing}__isnull": True}) if scope.on_nothing else NOTHING
        mine = mine & (Q(**{scope.restricted: False}) | hanging) | _named(by, scope)
    return mine


def kept_from(by: By, model: type[models.Model]) -> models.QuerySet[Any]:
    """The restricted rows of a model that the actor may not see."""
    guarded: Any = model
    found: models.QuerySet[Any] = guarded.rows.filter(**{guarded.scope.restricted: True})
    return found.exclude(visible(by, guarded.scope))


def _named(by: By, scope: Scope) -> Q:
    """Restricted rows that name the actor, whatever unit they are of."""
    if scope.readers is None:
        return NOTHING
    label, pointer, column = scope.readers
    model: Any = apps.get_model(label)
    named = model.rows.filter(**{f"{column}__in": sorted(by.named)}).values(pointer)
    thing = scope.restricted.rpartition("__")[0] or "pk"
    return Q(**{scope.restricted: True, f"{thing}__in": named})


NOTHING = Q(pk__in=[])


def _of_units(scope: Scope, units: Iterable[UUID]) -> Q:
    units = list(units)
    found = NOTHING
    if not units:
        return found
    for column in scope.units:
        found |= Q(**{f"{column}__in": units})
    for label, pointer, column in scope.through:
        model = apps.get_model(label)
        rows: Any = model.rows
        found |= Q(pk__in=rows.filter(**{f"{column}__in": units}).values(pointer))
    return found


def _of_posts(scope: Scope, posts: Iterable[UUID]) -> Q:
    found = NOTHING
    for column in scope.posts:
        found |= Q(**{f"{column}__in": list(posts)})
    return found


class NotAsked(RuntimeError):
    """Somebody queried a scoped table without saying who asks."""


class Guarded(models.Manager[Any]):
    """The default way to a scoped table: raises unless asked `.visible_to(by)`, so a forgotten check shows nothing."""

    def visible_to(self, by: By) -> models.QuerySet[Any]:
        rows = self.kept_for(by)
        return rows if self.model.scope.counted is None else rows.filter(self.model.scope.counted)

    def kept_for(self, by: By) -> models.QuerySet[Any]:
        """The same with what is counted no more: for the page of one thing, never for a list or a count."""
        rows: models.Manager[Any] = self.model.rows
        return rows.filter(visible(by, self.model.scope))

    def get_queryset(self) -> models.QuerySet[Any]:
        raise NotAsked(f"{self.model.__name__}.objects needs .visible_to(by)")


class Scoped(models.Model):
    """A table whose rows not everybody may see. `rows` is for actions, rounds and tests alone."""

    rows = models.Manager()
    objects = Guarded()

    scope: Scope

    class Meta:
        abstract = True
        default_manager_name = "rows"
