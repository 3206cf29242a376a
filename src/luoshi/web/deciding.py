"""What only a leader can decide today: each with what is proposed, and whom to call about it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.matters.queries.county import Decision
from luoshi.org.directory import Directory, PostAsOf
from luoshi.org.models import Role

MOVED_OFTEN = 2
"""A promise moved so often is no longer asked for, but demanded."""


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A decision as it stands on the leader's sheet."""

    it: Decision
    proposal: str
    call: str
    """Who can move it: title and name."""


def to_decide(decisions: list[Decision], names: Directory) -> list[ToDecide]:
    """The decisions with their proposals, in the order given."""
    heads = {post.unit: post for post in reversed(names.posts_of(Role.HEAD, Role.CHIEF, Role.DIRECTOR))}
    return [ToDecide(one, _proposal(one, names), _call(heads, one.holder, names)) for one in decisions]


def _proposal(one: Decision, names: Directory) -> str:
    holder = names.unit_name(one.holder)
    if one.disowned:
        return _("听{asker}和{holder}各说一句，当场定一家办").format(asker=names.unit_name(one.asker), holder=holder)
    if one.times_moved >= MOVED_OFTEN:
        return _("时限已推迟 {n} 次，请{holder}主要负责人当面说清，定最后期限").format(n=one.times_moved, holder=holder)
    return _("请{holder}今天给出办结的日子，逾期列入通报").format(holder=holder)


def _call(heads: dict[UUID, PostAsOf], unit: UUID, names: Directory) -> str:
    head = heads.get(unit)
    return f"{names.unit_name(unit)} {head.holder}" if head and head.holder else ""
