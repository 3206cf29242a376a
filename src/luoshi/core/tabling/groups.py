"""A table that is nothing but groups: every line is either the sum of the lines beside it or one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from luoshi.core.tabling.sums import SURE, Sums

MOST = 300
"""Lines beyond which no such order is looked for."""


def heads_of(sums: Sums, places: Sequence[int], may_head: Callable[[int], bool]) -> tuple[list[int], bool]:
    """The lines that are sums, if every other line belongs to one; and whether their digits leave no doubt.

    The sums stand above their lines, or all of them below.
    """
    if not 3 <= len(places) <= MOST:
        return [], False
    heads = _parted(sums, list(places), may_head) or _parted(sums, list(reversed(places)), may_head)
    sure = sum(map(sums.digits, heads)) >= SURE
    if len(heads) < 2 or (len(places) <= 2 * len(heads) and not sure):
        return [], False
    return sorted(heads), sure


def _parted(sums: Sums, places: list[int], may_head: Callable[[int], bool]) -> list[int]:
    """From the end: where a group may begin so that groups alone follow."""
    after: dict[int, int] = {len(places): len(places)}
    for at in reversed(range(len(places) - 1)):
        if not may_head(places[at]) or not sums.own(places[at]):
            continue
        for count in sums.stops(places[at], places[at + 1 :]):
            if at + 1 + count in after:
                after[at] = at + 1 + count
                break
    found, at = [], 0
    while at in after and at < len(places):
        found.append(places[at])
        at = after[at]
    return found if at == len(places) else []
