"""A draft as a leader sees it: quarrels over the lead to settle, and the rows of her part to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from luoshi.matters.models import Circulating, Commented, Opinion, RowOut, Step
from luoshi.matters.queries.circulating.shown import CommentShown, RowShown, rows_out
from luoshi.org.acting import By, system
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Role


@dataclass(frozen=True, slots=True)
class LeaderPage:
    out: Circulating
    names: Directory
    quarrels: list[tuple[RowShown, CommentShown]]
    waiting: list[RowShown]
    """To confirm; before signing, for the county head: everything that she may still send back."""
    settled: list[RowShown]
    signs: bool
    entered_post: UUID | None = None
    entered_for: str = ""
    """The leader whose word the office enters here; empty: the reader's own page."""

    @property
    def to_confirm(self) -> list[RowShown]:
        return [row for row in self.waiting if not row.item.sent_back and not self.signs]

    def as_json(self) -> dict[str, Any]:
        return {
            "uuid": str(self.out.uuid),
            "title": self.out.title,
            "step": self.out.step,
            "quarrels": [row.as_json() | {"quarrel": str(one.comment.uuid)} for row, one in self.quarrels],
            "waiting": [row.as_json() for row in self.waiting],
            "settled": [row.as_json() for row in self.settled],
        }


def leader_page(by: By, uuid: UUID, post: UUID | None = None) -> LeaderPage | None:
    """What of a draft lies with this leader, or with the leader acted for. None where nothing does.

    post: for the office, the leader who does not sign in and whose word it enters.
    """
    out = Circulating.rows.filter(uuid=uuid).first()
    if out is None:
        return None
    names = directory(by.day)
    enters = post is not None and by.in_office and post not in by.posts
    posts = frozenset({post}) if enters else by.posts
    heads = frozenset() if enters else {one.uuid for one in names.posts_of(Role.COUNTY_HEAD)} & by.posts
    reader = system(by.at) if heads else by  # whoever acts for the county head sees what she sees
    comments = list(Commented.objects.visible_to(reader).filter(circulation=out).order_by("unit", "uuid"))
    quarrels = {
        one.uuid
        for one in comments
        if one.opinion == Opinion.REFERRED and out.step == Step.COMMENT and (heads or one.post in posts)
    }
    items = RowOut.objects.visible_to(reader).filter(circulation=out).order_by("place")
    signs = bool(heads) and out.step == Step.COUNTY_HEAD
    rows = rows_out(items, comments, names)
    mine = [row for row in rows if row.item.confirmer in posts or signs]
    shown = [(row, one) for row in rows for one in row.comments if one.comment.uuid in quarrels]
    if not shown and not mine:
        return None
    ends = out.step == Step.VICE_HEADS
    waiting = [row for row in mine if signs or (ends and not row.item.confirmed_on)]
    settled = [row for row in mine if row not in waiting]
    whose = post if enters else None
    return LeaderPage(out, names, shown, waiting, settled, signs, whose, names.post_label(whose))
