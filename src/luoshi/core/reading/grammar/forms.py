"""Forms of which a sentence is tried against few: each is kept by the characters that it cannot do without."""

from __future__ import annotations

import re


def ends_in(last: str) -> str:
    """A look to the end of the one sentence that the words are: most end in none of these, and no more is tried."""
    return rf"(?=[^。]*+(?<=[{last}\n]))"


def holding(one: str, before: str = "，。") -> str:
    """A look ahead for the characters one of which the form cannot do without, `before` the clause or sentence ends."""
    return rf"(?=[^{before}{one}]*+[{one}])"


class Forms:
    """Forms that stand at the head of words. Each is said with characters of which whatever it matches holds one: where
    the words hold none of them, it is not tried."""

    def __init__(self, *forms: tuple[str, str]) -> None:
        self.forms = forms
        """What each cannot do without, and the form."""
        by_char: dict[str, list[str]] = {}
        for needed, form in forms:
            for char in needed:
                by_char.setdefault(char, []).append(form)
        self._needed = re.compile(f"[{re.escape(''.join(by_char))}]")
        self._of = {char: re.compile("|".join(found)) for char, found in by_char.items()}

    def match(self, words: str) -> re.Match[str] | None:
        """One of the forms, if it stands at the head of the words."""
        held = self._needed.findall(words)
        for char in set(held) if len(held) > 1 else held:
            if found := self._of[char].match(words):
                return found
        return None
