"""What stands at the head of words, and is to be left out."""

from __future__ import annotations

import re


def behind(form: re.Pattern[str], words: str) -> str:
    """The words without what the form finds at their head. A `sub` would try at every place."""
    head = form.match(words)
    return words[head.end() :] if head else words
