"""Which of many short texts say the same as another: by the characters they share, rare ones counting most."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_FIGURE = re.compile(r"(?<!\d)\d+(?:[.．,]\d+)*(?![\d号期]|标段|[省国县]道|千伏)")
_FRAME = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:底|中旬|上旬|下旬|份|\d{1,2}[日号])?(?:之?前)?|(?:年底|月底|季度末|上半年|下半年|今年|全年|本月)(?:之?前)?|"
    r"(?:全面|全力|加快|积极|大力|切实|进一步)?(?:完成|推进|推动|确保|做好|抓好|抓紧|开展|实施|加强|加大|落实)"
)
"""When, and the verbs in which every task is put, tell none from another."""
_MARKS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9#]+")
_LEAST_GRAMS = 8
"""A shorter text is not looked for inside a longer one: 「项目建设」 stands in half of all sentences."""
_COMMON, _COMMON_SHARE = 60, 5
"""A sequence that more texts hold than this, and than one in five, tells none from another and is not looked up."""
_WITHIN = 0.9
"""What it is worth, at most, that the whole of a text stands within a longer one."""


@dataclass(frozen=True, slots=True)
class Alike:
    """One of the texts, and how much of its and the other's weight they share (0 to 1)."""

    place: int
    share: float


class Likeness:
    """An index of texts by their pairs and triples of neighbouring characters. Memory grows as the texts do."""

    def __init__(self, texts: Sequence[str]) -> None:
        grams = [_grams(text) for text in texts]
        self._sizes = [len(found) for found in grams]
        self._holders: dict[str, list[int]] = {}
        for place, found in enumerate(grams):
            for gram in found:
                self._holders.setdefault(gram, []).append(place)
        self._count = len(texts)
        most = max(_COMMON, self._count // _COMMON_SHARE)
        self._holders = {gram: places for gram, places in self._holders.items() if len(places) <= most}
        self._dropped = frozenset(gram for found in grams for gram in found if gram not in self._holders)
        self._weights = [sum(self._weight(gram) for gram in found) for found in grams]

    def most_alike(self, title: str, text: str = "", *, least: float = 0.5, most: int = 3) -> list[Alike]:
        """The texts most like a title, or found whole within the longer text behind it; the most alike first."""
        short = _grams(title)
        shared, within = self._shared(short), self._shared(short | _grams(text))
        weight = sum(self._weight(gram) for gram in short)
        found = [
            Alike(place, round(max(self._cosine(place, shared[place], weight), self._inside(place, whole)), 4))
            for place, whole in within.items()
        ]
        return sorted((one for one in found if one.share >= least), key=lambda one: (-one.share, one.place))[:most]

    def _weight(self, gram: str) -> float:
        """A sequence that few texts hold tells more than one that many do."""
        if gram in self._dropped:
            return 0.0
        return math.log(1 + (self._count + 1) / (len(self._holders.get(gram, ())) + 0.5))

    def _shared(self, grams: Collection[str]) -> dict[int, float]:
        """Text → the weight it shares with these."""
        points: dict[int, float] = defaultdict(float)
        for gram in grams:
            weight = self._weight(gram)
            for place in self._holders.get(gram, ()):
                points[place] += weight
        return points

    def _cosine(self, place: int, shared: float, weight: float) -> float:
        whole = math.sqrt(self._weights[place] * weight)
        return shared / whole if whole else 0.0

    def _inside(self, place: int, shared: float) -> float:
        """How much of a text stands within the longer one."""
        if self._sizes[place] < _LEAST_GRAMS:
            return 0.0
        return _WITHIN * shared / self._weights[place] if self._weights[place] else 0.0


def _grams(text: str) -> frozenset[str]:
    """Pairs and triples of neighbouring characters; every figure alike, so that a new number hides nothing."""
    pieces = _MARKS.sub(" ", _FIGURE.sub("#", _FRAME.sub(" ", text))).split()
    return frozenset(
        piece[at : at + size] for piece in pieces for size in (2, 3) for at in range(len(piece) - size + 1)
    )
