"""Whether something is done in a sentence, and what is said of who does it."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import behind
from luoshi.core.reading.judging.goals import is_about_so_much
from luoshi.core.reading.signs import bids


def is_action(words: str) -> bool:
    """Whether words begin with a verb: 「完成14家单位庭院拆墙透绿」."""
    return bool(bids.ACTION.match(words)) or bool(bids.CHANGE.search(words))


def is_goal(words: str) -> bool:
    """「社会消费品零售总额增长7%」: a figure to be reached, and nobody does anything."""
    plain = words.strip("。；; \u3000")
    return bool(bids.CHANGE.search(plain) or is_about_so_much(plain)) and not acts(behind(bids.LEAD_IN, plain))


def acts(plain: str) -> bool:
    """Whether something is done in it: it begins with a verb, perhaps behind a time, or says 要."""
    return bool(
        bids.ACTION.match(plain)
        or bids.ACTION.match(behind(bids.WHEN, plain))
        or bids.FOR_WHOM.match(plain)
        or bids.UNIT_ACTS.match(plain)
        or bids.FINANCED.match(plain)
        or bids.MODAL.search(plain[:300])
        or plain.endswith(bids.ENDS_DONE)
    )


def behind_must(plain: str) -> str:
    must = bids.MUST.search(plain[:60])
    return plain[must.end() :] if must else plain


def predicate(plain: str) -> str:
    """What is said of the owner: behind 要, to the next comma."""
    return STOP.split(behind_must(plain), maxsplit=1)[0]


STOP = re.compile("[，,；;]")
