"""One thing entered as several: pieces of one unit whose names say the same and that count nothing in common.

What counts the same quantity is added up wherever it is scored, and needs no suspicion.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from luoshi.core.integrity.finding import Finding

_NUMBER = r"[一二三四五六七八九十\dⅠⅡⅢ]+"
MARKS = re.compile(
    rf"[（(]{_NUMBER}[)）]|第?{_NUMBER}(?:期|标段|标|阶段|批次|批|子项|组团|部分)|{_NUMBER}\s*[#号](?=\D|$)|"
    rf"[A-Da-d甲乙丙丁东西南北](?:区|段|标段|地块)|(?:子项|标段|分项)(?:{_NUMBER})?|[（(]?(?:续建|扩建|配套)[)）]?"
)
"""What tells a part of a thing from its other parts: phases, lots, sections, blocks."""
_NOISE = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
LEAST = 5
"""So many characters name a thing; 「污水处理」 alone does not."""
PART = 0.6
"""And so much of the shorter name they are."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something entered by itself: of which unit, since when, called what, counting what, on which paper."""

    subject: str
    unit: str
    day: date
    title: str
    counts: frozenset[str] = frozenset()
    paper: str = ""
    """Two that came on papers of their own were two from the beginning."""


@dataclass(slots=True)
class _Named:
    """A piece by what is left of its title without marks and common words."""

    piece: Piece
    name: str


@dataclass(slots=True)
class _Groups:
    """Pieces found together, whichever pair brought them."""

    of: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def join(self, one: str, other: str, words: str) -> None:
        together = self.of.setdefault(one, {one}) | self.of.setdefault(other, {other})
        for subject in together:
            self.of[subject] = together
            known = self.words.get(subject, words)
            self.words[subject] = min(known, words, key=len)


def pieces(every: Sequence[Piece], *, days: int, common: Collection[str] = ()) -> list[Finding]:
    """Groups of pieces that look like one thing. `common`: names that tell nothing apart, those of the units.

    Of one unit, within so many days, on no two papers; their names alike but for phases and lots, or sharing words
    that no other unit uses; and counting no quantity in common. `formerly`: an older piece of the unit called so.
    """
    drop = sorted((one for one in common if one), key=len, reverse=True)
    named = [_Named(one, _name(one.title, drop)) for one in every]
    by_subject = {one.piece.subject: one for one in named}
    groups = _Groups()
    for one, other in _candidates(named):
        words = _shared(one, other, named) if _may_be_one(one.piece, other.piece, days) else ""
        if words:
            groups.join(one.piece.subject, other.piece.subject, words)
    found = []
    for together in {tuple(sorted(one)) for one in groups.of.values()}:
        own = sorted((by_subject[one].piece for one in together), key=lambda one: (one.day, one.title, one.subject))
        words = groups.words[together[0]]
        grounds = {"words": words, "count": len(own), "formerly": _formerly(own, words, named, days)}
        found.append(Finding("split", tuple(one.subject for one in own), grounds))
    return sorted(found, key=lambda one: one.subjects)


def _name(title: str, drop: Sequence[str]) -> str:
    for word in drop:
        title = title.replace(word, "")
    return _NOISE.sub("", MARKS.sub("", title))


def _candidates(named: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Pairs of one unit that share any words long enough to be a name."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(named):
        for words in {one.name[at : at + LEAST] for at in range(len(one.name) - LEAST + 1)}:
            holders[one.piece.unit, words].append(place)
    pairs = {pair for places in holders.values() for pair in combinations(places, 2)}
    return ((named[one], named[other]) for one, other in sorted(pairs))


def _may_be_one(one: Piece, other: Piece, days: int) -> bool:
    own_papers = bool(one.paper and other.paper and one.paper != other.paper)
    return abs((one.day - other.day).days) <= days and not own_papers and not one.counts & other.counts


def _shared(one: _Named, other: _Named, named: Iterable[_Named]) -> str:
    """The words that two names share, where they tell this unit's thing from all others; else nothing."""
    words = _longest(one.name, other.name)
    shorter = min(len(one.name), len(other.name))
    if len(words) < LEAST or len(words) < PART * shorter:
        return ""
    elsewhere = any(words in third.name for third in named if third.piece.unit != one.piece.unit)
    return "" if elsewhere else words


def _longest(one: str, other: str) -> str:
    """The longest run of characters in both."""
    best, ends = "", [0] * (len(other) + 1)
    for at, letter in enumerate(one):
        before = 0
        for place, there in enumerate(other, 1):
            before, ends[place] = ends[place], before + 1 if letter == there else 0
            if ends[place] > len(best):
                best = one[at - ends[place] + 1 : at + 1]
    return best


def _formerly(own: Sequence[Piece], words: str, named: Iterable[_Named], days: int) -> str:
    """The title of an older piece of the unit that is called by these words: what they were before."""
    older = [
        one.piece
        for one in named
        if one.piece.unit == own[0].unit and words in one.name and (own[0].day - one.piece.day).days > days
    ]
    return max(older, key=lambda one: one.day).title if older else ""
