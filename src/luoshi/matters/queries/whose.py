"""Whose figures a month's matters and blockers are: each unit's own, or those of other subjects that are ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from luoshi.matters.models import Matter


@dataclass(frozen=True, slots=True)
class Whose:
    """To whom a matter belongs, and who answers for what lies with a unit: nobody, one, or several."""

    of_matter: Callable[[Matter], Iterable[UUID]]
    of_holder: Callable[[UUID], Iterable[UUID]]
    weighed: bool = True
    """Whether matters weigh by what they count; where each subject is one matter, each weighs one."""
    raises: bool = True
    """Whether they tell themselves what holds their matters up: then what nobody solves is not held against them, or
    silence would pay. Who leads tells nothing, and answers for it."""


OF_UNITS = Whose(lambda matter: (matter.unit,), lambda unit: (unit,))
"""Every unit's own."""
