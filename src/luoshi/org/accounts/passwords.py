"""First passwords: random, short enough to read aloud on the telephone, and good for one sign-in."""

from __future__ import annotations

import re
import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher

SYMBOLS = "acehkmrsuwxy23456789"
"""Without what looks alike (l 1 i, o 0) or sounds alike (b d p t v, n beside m, f beside s)."""
_HALF = 4
ROUNDS = 20_000
"""A whole county is hashed in seconds. Enough for 34 random bits that hold for days; a password of one's own gets
Django's own number, a million and more."""


def new_password() -> str:
    """「k7m3-hw9x」."""
    return "-".join("".join(secrets.choice(SYMBOLS) for _ in range(_HALF)) for _ in range(2))


def as_printed(typed: str) -> str:
    """A first password as it was printed, however somebody typed it: K7M3 HW9X, k7m3hw9x. Anything else as it is."""
    bare = re.sub(r"[\s\-－—]", "", typed).lower()
    fits = len(bare) == 2 * _HALF and all(symbol in SYMBOLS for symbol in bare)
    return f"{bare[:_HALF]}-{bare[_HALF:]}" if fits else typed


def hashed(password: str) -> str:
    """How a first password is kept."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), ROUNDS)
