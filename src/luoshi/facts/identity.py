"""Identifiers of whatever leaves the house: UUID version 7 (RFC 9562), which sort by the moment they were made."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from luoshi.facts import clock

_bits: ContextVar[random.Random | None] = ContextVar("luoshi_identity_bits", default=None)
_SECURE = random.SystemRandom()


def new_uuid() -> uuid.UUID:
    """A new UUIDv7: 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = int(clock.now().timestamp() * 1000)
    bits = (_bits.get() or _SECURE).getrandbits(74)
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | (bits >> 62) << 64 | 0b10 << 62 | bits & (1 << 62) - 1)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """The same seed gives the same identifiers in the same order: the demonstration is a function of its seed."""
    token = _bits.set(random.Random(seed))
    try:
        yield
    finally:
        _bits.reset(token)


def new_salt() -> str:
    """128 random bits, as hexadecimal digits."""
    return f"{(_bits.get() or _SECURE).getrandbits(128):032x}"
