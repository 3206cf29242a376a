"""Blockers, step by step."""

from __future__ import annotations

from collections.abc import Callable

from luoshi.matters.models import Blocker, BlockerStep, Matter
from luoshi.matters.models.codes import BlockerMove
from luoshi.matters.projections.touched import Touched


def blocker_moved(facts: list[BlockerStep]) -> Touched:
    for fact in facts:
        if fact.move == BlockerMove.RAISED:
            _raise(fact)
        else:
            blocker = Blocker.rows.get(uuid=fact.blocker)
            MOVES[fact.move](blocker, fact)
            blocker.save()
    return {fact.matter for fact in facts}


def _raise(fact: BlockerStep) -> None:
    Blocker.rows.create(
        uuid=fact.blocker,
        matter_id=fact.matter,
        blocker_kind=fact.blocker_kind,
        title=fact.title,
        words=fact.words,
        raised_by=Matter.rows.values_list("unit", flat=True).get(uuid=fact.matter),
        holder=fact.holder,
        since=fact.day,
        holder_since=fact.day,
        needed_by=fact.needed_by,
    )


def _promise(blocker: Blocker, fact: BlockerStep) -> None:
    if blocker.promised is not None and fact.promised is not None and fact.promised > blocker.promised:
        blocker.times_moved += 1
    blocker.promised = fact.promised


def _disown(blocker: Blocker, fact: BlockerStep) -> None:
    blocker.disowned = fact.words


def _assign(blocker: Blocker, fact: BlockerStep) -> None:
    if blocker.holder != fact.holder:
        blocker.times_passed_on += 1
        blocker.holder, blocker.holder_since, blocker.promised = fact.holder, fact.day, None
    blocker.disowned = ""


def _hand(blocker: Blocker, fact: BlockerStep) -> None:
    """The clearing unit was merged: its successor holds it, with the same promise."""
    blocker.holder, blocker.holder_since = fact.holder, fact.day


def _clear(blocker: Blocker, fact: BlockerStep) -> None:
    blocker.cleared_on = fact.day


MOVES: dict[str, Callable[[Blocker, BlockerStep], None]] = {
    BlockerMove.ANSWERED: _promise,
    BlockerMove.NOT_OURS: _disown,
    BlockerMove.ASSIGNED: _assign,
    BlockerMove.HANDED: _hand,
    BlockerMove.CLEARED: _clear,
}
