"""A form among others on its page that could not be taken: its faults stand beside its fields, what was typed stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from luoshi.core.errors import Fault


@dataclass(slots=True)
class Typed:
    """What was typed into one form, and what is wrong with it. An empty one is a form that nobody has sent."""

    fields: QueryDict = field(default_factory=QueryDict)
    faults: Sequence[Fault] = ()
    shown: set[int] = field(default_factory=set)
    """The faults that stand beside a field already; the others stand at the form's end."""

    def __bool__(self) -> bool:
        return bool(self.faults)

    def __getitem__(self, name: str) -> str:
        return str(self.fields.get(name, ""))

    def at(self, places: Sequence[str]) -> list[Fault]:
        """The faults of a field, by any of the names it goes by."""
        found = [place for place, fault in enumerate(self.faults) if fault.place.split(" ")[-1] in places]
        self.shown |= set(found)
        return [self.faults[place] for place in found]

    def rest(self) -> list[Fault]:
        """The faults that nothing has shown yet: at the form's end, or where the form is not offered at the page's."""
        found = [fault for place, fault in enumerate(self.faults) if place not in self.shown]
        self.shown |= set(range(len(self.faults)))
        return found


@dataclass(frozen=True, slots=True)
class Failed:
    """Which form of the page failed, by its name on that page."""

    form: str
    typed: Typed

    @property
    def asks(self) -> bool:
        return self.form.startswith("ask:")

    @property
    def decides(self) -> bool:
        return self.form.startswith("end:")

    def of(self, form: str) -> Typed:
        return self.typed if form == self.form else Typed()
