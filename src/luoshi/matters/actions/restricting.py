"""Who may see a matter: named people alone, or again everybody whose work it is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions.recording import one_line, record
from luoshi.matters.actions.revising import Whole, next_revision, whole
from luoshi.matters.models import Matter
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory


def restrict(by: By, matter: UUID, readers: Sequence[UUID], reason: str) -> None:
    """From now on only the posts and persons named see the matter, and whoever restricts it.

    Raises BadInput without a reason, for somebody the register does not know, or if nobody of the lead unit is named.
    """
    permissions.require(by, "issue")
    with transaction.atomic():
        state = _state(by, matter)
        check_readers(by, readers, state.columns["unit"])
        if not one_line(reason):
            raise BadInput(Fault("没有写为什么限知", "写一句依据", "理由"))
        fact, parts = next_revision(by, state.but(restricted=True).read_by([by.official, *readers]), reason)
        record(by, [fact], parts)


def release(by: By, matter: UUID, reason: str) -> None:
    """Everybody whose work it is may see the matter again. Raises BadInput without a reason."""
    permissions.require(by, "issue")
    with transaction.atomic():
        state = _state(by, matter)
        if not one_line(reason):
            raise BadInput(Fault("没有写为什么解除限知", "写一句依据", "理由"))
        fact, parts = next_revision(by, state.but(restricted=False).read_by([]), reason)
        record(by, [fact], parts)


def _state(by: By, matter: UUID) -> Whole:
    if not Matter.objects.visible_to(by).filter(uuid=matter).exists():
        raise BadInput(Fault("没有这项事项，或您看不到它", "核对事项编号"))
    return whole(matter)


def check_readers(by: By, readers: Sequence[UUID], unit: UUID) -> None:
    """Raises BadInput where the register does not know somebody named, or the unit could not do the work unseen."""
    names = directory(by.day)
    faults = [
        Fault("限知人员里有名册上没有的", "从列出的岗位里选", "谁能看")
        for who in readers
        if who not in names.posts and who not in names.officials
    ]
    posts = [names.posts[who] for who in readers if who in names.posts]
    people = {post.official for post in names.posts.values() if post.unit == unit}
    if all(post.unit != unit for post in posts) and not people.intersection(readers):
        faults.append(Fault("牵头单位没有人能看到这项", "至少选牵头单位的一个岗位", "谁能看"))
    if faults:
        raise BadInput.of(faults)
