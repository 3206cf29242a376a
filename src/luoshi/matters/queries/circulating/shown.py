"""A row that is out and the comments on it, as pages and papers show them: every code with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.matters.measured import all_shown
from luoshi.matters.models import CirculatedRow, Commented, LineRole, RowOut
from luoshi.org.acting import OFFICE
from luoshi.org.directory import Directory


@dataclass(frozen=True, slots=True)
class CommentShown:
    comment: Commented
    unit: str
    changes: list[tuple[str, str]]
    """(what, the words proposed)."""
    post: str
    """The leader it was referred to, or who decided."""
    who: str
    decided: str = ""
    """Who entered the decision in the leader's name: 「督查室 方晓 代 副县长 周明」."""

    @property
    def about_lead(self) -> bool:
        return "unit" in self.comment.changes

    def as_json(self) -> dict[str, Any]:
        return {
            "uuid": str(self.comment.uuid),
            "unit": self.unit,
            "changes": dict(self.changes),
            "reason": self.comment.reason,
            "opinion": self.comment.opinion,
            "opinion_reason": self.comment.opinion_reason,
            "decided": self.decided,
        }


@dataclass(frozen=True, slots=True)
class RowShown:
    item: RowOut
    unit: str
    joint: list[str]
    co: list[str]
    leader: str
    confirmer: str
    others_typed: str
    """The units beside the lead as one would type them."""
    unmatched: list[str]
    """Words for a unit that stand for none in the register: nothing is issued to them."""
    comments: list[CommentShown]
    confirmed: str
    """Who confirmed it in the leader's name."""
    sharers: str
    """The units of the group that each get a share; empty: it is one task."""
    leads: list[str]
    """Who answers for it, as papers say it."""

    @property
    def section(self) -> str:
        return str(self.item.section[-1]) if self.item.section else ""

    @property
    def goals(self) -> str:
        return all_shown(self.item.measures)

    @property
    def open(self) -> list[CommentShown]:
        return [one for one in self.comments if one.comment.open]

    def as_json(self) -> dict[str, Any]:
        item = self.item
        return {
            "uuid": str(item.uuid),
            "place": item.place,
            "title": item.title,
            "text": item.text,
            "unit": self.unit,
            "joint": self.joint,
            "co": self.co,
            "sharers": self.sharers,
            "leader": self.leader or self.confirmer,
            "goals": self.goals,
            "unmatched": self.unmatched,
            "due": item.due.isoformat() if item.due else None,
            "confirmed_on": item.confirmed_on.isoformat() if item.confirmed_on else None,
            "confirmed_by": self.confirmed,
            "sent_back": item.sent_back,
            "matter": str(item.matter) if item.matter else None,
            "comments": [one.as_json() for one in self.comments],
        }


def rows_out(items: Iterable[RowOut], comments: Iterable[Commented], names: Directory) -> list[RowShown]:
    """Rows with what was said of each."""
    said: dict[UUID, list[CommentShown]] = {}
    for one in comments:
        said.setdefault(one.item_id, []).append(comment_shown(one, names))
    return [_row(item, said.get(item.uuid, []), names) for item in items]


def _row(item: RowOut, comments: list[CommentShown], names: Directory) -> RowShown:
    typed = [names.unit_name(UUID(one["unit"])) for one in item.others if one.get("unit")]
    return RowShown(
        item,
        names.unit_name(item.unit),
        others_named(item.others, LineRole.JOINT, names),
        others_named(item.others, LineRole.CO, names),
        names.post_label(item.leader),
        names.post_label(item.confirmer),
        "、".join(typed),
        [str(one["words"]) for one in item.others if not one.get("unit") and one.get("words")],
        comments,
        in_whose_name(item.confirmed_by, names),
        sharers_named(item.parts, names),
        leads_named(item, names),
    )


def others_named(others: Sequence[Mapping[str, Any]], role: str, names: Directory) -> list[str]:
    """Units of one role by their short names; several that one word names together (各镇办) by that word."""
    some = [one for one in others if one.get("role") == role]
    together = Counter(str(one.get("words") or "") for one in some)
    found: dict[str, None] = {}
    for one in some:
        words = str(one.get("words") or "")
        known = names.unit_name(UUID(one["unit"])) if one.get("unit") else ""
        found[words if not known or (words and together[words] > 1) else known] = None
    return [name for name in found if name]


def leads_named(item: RowOut | CirculatedRow, names: Directory) -> list[str]:
    """Who answers for a row: lead and jointly responsible; of a whole group's task who gathers it, and the group."""
    unit = names.unit_name(item.unit)
    if not item.parts:
        return [unit, *others_named(item.others, LineRole.JOINT, names)]
    shared = _("{units}分办").format(units=sharers_named(item.parts, names))
    return [_("{unit}（汇总）").format(unit=unit), shared]


SOME = 3


def sharers_named(parts: Sequence[Mapping[str, Any]], names: Directory) -> str:
    """「云岭街道、城南街道、金溪镇等 14 个单位」"""
    short = [names.unit_name(UUID(one["unit"])) for one in parts]
    said = "、".join(short[:SOME])
    return said if len(short) <= SOME else _("{units}等 {n} 个单位").format(units=said, n=len(short))


def comment_shown(comment: Commented, names: Directory) -> CommentShown:
    return CommentShown(
        comment,
        names.unit_name(comment.unit),
        changes_shown(comment.changes, names),
        names.post_label(comment.post),
        names.official_name(comment.decided_by),
        in_whose_name(comment.decided_for, names),
    )


def in_whose_name(fact: Mapping[str, str], names: Directory) -> str:
    """「督查室 方晓 代 住建局」, 「王静 代 县长 高原」; empty: in one's own name."""
    if not fact:
        return ""
    who, whom = UUID(fact["by"]), UUID(fact["for"])
    said = names.signature(who, whom)
    held = {post.role for post in names.posts.values() if post.official == who}
    return f"督查室 {said}" if held & OFFICE and not names.unit_name(whom) else said


def changes_shown(changes: Mapping[str, Any], names: Directory) -> list[tuple[str, str]]:
    """What a comment or a decision would make of a row, in words."""
    words = {
        "unit": _("牵头"),
        "others": _("配合"),
        "due": _("时限"),
        "title": _("任务"),
        "leader": _("领导"),
    }
    return [(word, _said(column, changes[column], names)) for column, word in words.items() if column in changes]


def _said(column: str, value: Any, names: Directory) -> str:
    if column == "unit":
        return names.unit_name(UUID(value))
    if column == "leader":
        return names.post_label(UUID(value)) if value else _("不写")
    if column == "others":
        return "、".join(names.unit_name(UUID(one["unit"])) for one in value if one.get("unit")) or _("不要")
    if column == "due":
        day = date.fromisoformat(value) if value else None
        return f"{day.year}年{day.month}月{day.day}日" if day else _("不定")
    return str(value)
