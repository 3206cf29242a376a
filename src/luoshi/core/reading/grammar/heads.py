"""How forms begin: what stands at the head of words, and with which characters a long list of forms can begin."""

from __future__ import annotations

import re


def behind(form: re.Pattern[str], words: str) -> str:
    """The words without what the form finds at their head. A `sub` would try at every place."""
    head = form.match(words)
    return words[head.end() :] if head else words


_SHELF = 10
"""How many first characters stand together: a place is tried against each shelf, and within one shelf only."""


def by_first(words: str) -> str:
    """The same words as alternatives, gathered by their first characters: a place is then tried against few of them."""
    rests: dict[str, list[str]] = {}
    for word in words.split("|"):
        rests.setdefault(word[0], []).append(word[1:])
    tails = {first: rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})" for first, rest in rests.items()}
    firsts = list(tails)
    if len(firsts) <= 2 * _SHELF:
        return "|".join(first + tails[first] for first in firsts)
    shelves = [firsts[at : at + _SHELF] for at in range(0, len(firsts), _SHELF)]
    return "|".join(
        f"[{''.join(shelf)}](?:{'|'.join(f'(?<={first}){tails[first]}' for first in shelf)})" for shelf in shelves
    )


_TOKEN = re.compile(
    r"\(\?(?:[:=!]|<[=!]|P<\w+>)|\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[?*+]\+?|\{[^}]*\}\+?|.",
    re.DOTALL,
)
_PLAIN = re.compile(r"^-|-$|(?<!\\)\]")
"""What stands for itself in one set of characters, and would not within another."""
_LOOKS = ("(?=", "(?!", "(?<")


def searched(forms: str) -> re.Pattern[str]:
    """A pattern to search with: a look at the character spares most places the long list of forms.

    Python takes that look by itself where every form begins with a fixed character; elsewhere it tries them all.
    """
    known = begun_with(forms)
    return re.compile(f"(?=[{known}])(?:{forms})" if known else forms)


def held(forms: str) -> re.Pattern[str]:
    """A pattern that only tells whether one of the forms stands somewhere: its match is no more than their beginning.

    The search runs from one character to the next with which a form can begin; `searched` stops at each.
    """
    known = begun_with(forms)
    return re.compile(f"[{known}](?<=(?={forms})[\\s\\S])" if known else forms)


def begun_with(forms: str) -> str:
    """All that the forms can begin with, as it stands in one set of characters; nothing if it may be any."""
    firsts, empty = _firsts(_TOKEN.findall(forms)[::-1])
    return "" if empty or any(first in (".", "[^") for first in firsts) else "".join(sorted(firsts))


def _firsts(tokens: list[str]) -> tuple[set[str], bool]:
    """What the alternatives up to the closing bracket can begin with, and whether one may be empty."""
    found: set[str] = set()
    empty = False
    while True:
        nothing = True
        while tokens and tokens[-1] not in ("|", ")"):
            own, optional = _first(tokens)
            found |= own if nothing else set()
            nothing = nothing and optional
        empty = empty or nothing
        if not tokens or tokens[-1] == ")":
            return found, empty
        tokens.pop()


def _first(tokens: list[str]) -> tuple[set[str], bool]:
    """What the next element can begin with, and whether it may be empty."""
    token = tokens.pop()
    if token.startswith("("):
        own, optional = _firsts(tokens)
        tokens.pop()
        if token.startswith(_LOOKS):
            own, optional = set(), True
    elif token in ("^", "$"):
        own, optional = set(), True
    elif token.startswith("["):
        own, optional = {"[^" if token[1] == "^" else _PLAIN.sub(r"\\\g<0>", token[1:-1])}, False
    else:
        own, optional = {token if len(token) > 1 or token == "." else re.escape(token)}, False
    if tokens and tokens[-1][0] in "?*+{":
        optional = tokens.pop().startswith(("?", "*", "{0")) or optional
    return own, optional
