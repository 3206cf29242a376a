"""What went wrong, as data: place, problem, remedy. Screens, the command line and the API render the same faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what somebody gave us, in words a clerk uses."""

    problem: str
    """What is wrong: 「牵头单位“县资原局”不在单位名册里」."""
    remedy: str = ""
    """What would be right: 「改成名册里的名称，如“县资源局”」."""
    place: str = ""
    """Where: a cell (「Sheet1!C7」), a line, a field's name."""
    file: str = ""

    def sentence(self) -> str:
        """One line for people: file, place, what is wrong, what would be right."""
        where = " ".join(part for part in (self.file, self.place) if part)
        line = f"{where}：{self.problem}" if where else self.problem
        return f"{line}；{self.remedy}" if self.remedy else line

    def as_dict(self) -> dict[str, str]:
        return {"file": self.file, "place": self.place, "problem": self.problem, "remedy": self.remedy}


class LuoshiError(Exception):
    """Base of all errors that Luoshi raises on purpose. Carries its faults as data."""

    def __init__(self, *faults: Fault) -> None:
        self.faults: tuple[Fault, ...] = faults
        super().__init__("\n".join(fault.sentence() for fault in faults))


class BadInput(LuoshiError):
    """What was given cannot be taken as it is. Nothing was changed."""

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> BadInput:
        return cls(*faults)


class NotAllowed(LuoshiError):
    """The actor may not do this, or not to this thing."""


class Conflict(LuoshiError):
    """Somebody else changed it in between; both versions stand."""
