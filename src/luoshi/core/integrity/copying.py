"""The same words from two units, or from one unit month after month: runs of characters that both have."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from luoshi.core.integrity.finding import Finding

RUN = 6
"""So many characters in a row are a run."""
COMMON = 0.2
"""Runs that more than so many of all texts have are the office's language, and count for nothing."""
SHORTEST = 30
"""Texts with fewer characters say the same by chance."""
FEW = 5
"""Among so few texts nothing is the office's language."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """What somebody wrote."""

    subject: str
    words: str


def copied(narratives: Sequence[Narrative], *, least: float = 0.7) -> list[Finding]:
    """Pairs of texts of which the shorter shares at least `least` of its runs with the other.

    Only texts with a rare run in common are compared, so that a county's month takes no more than a moment.
    """
    texts = [(one.subject, _plain(one.words)) for one in narratives]
    runs = [frozenset(text[at : at + RUN] for at in range(len(text) - RUN + 1)) for _, text in texts]
    often = Counter(run for own in runs for run in own)
    most = max(COMMON * len(texts), FEW)
    rare = [frozenset(run for run in own if often[run] <= most) for own in runs]
    found = []
    for one, other in sorted(_neighbours(rare)):
        shorter = min(len(rare[one]), len(rare[other]))
        share = len(rare[one] & rare[other]) / shorter
        if min(len(texts[one][1]), len(texts[other][1])) >= SHORTEST and share >= least:
            grounds = {"share": share, "sample": _sample(texts[one][1], texts[other][1])}
            found.append(Finding("copied", (texts[one][0], texts[other][0]), grounds))
    return found


def _plain(words: str) -> str:
    """Without spaces, punctuation and numbers: those are what a copier changes."""
    return re.sub(r"[\W\d_]+", "", words)


def _neighbours(rare: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    having: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(rare):
        for run in own:
            having[run].append(at)
    return {pair for holders in having.values() for pair in combinations(holders, 2)}


def _sample(one: str, other: str, most: int = 20) -> str:
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[match.a : match.a + min(match.size, most)]
