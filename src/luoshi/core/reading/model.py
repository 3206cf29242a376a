"""What a reading holds: drafted tasks, the sentences that are none, and the words everything came from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

Span = tuple[int, int]
"""Start and end in the text, in Unicode code points."""


class Measure(NamedTuple):
    """To what extent: 「新建公路不少于86公里」 is what 新建公路, op >=, value 86, unit 公里."""

    what: str
    op: str
    """One of >= <= = > < + x all."""
    value: str | None
    """A plain decimal; None if the document masks it (X个) or names none (全部)."""
    unit: str
    text: str
    span: Span = (0, 0)

    def at(self, span: Span) -> Measure:
        """The same at another place."""
        return Measure(self.what, self.op, self.value, self.unit, self.text, span)

    def as_dict(self) -> dict[str, Any]:
        return {"what": self.what, "op": self.op, "value": self.value, "unit": self.unit, "text": self.text}


@dataclass(slots=True)
class Task:
    """One drafted task: who does what, by when, to what extent. A person confirms it before it counts."""

    text: str
    title: str
    start: int
    end: int
    section: tuple[str, ...] = ()
    lead_units: list[str] = field(default_factory=list)
    co_units: list[str] = field(default_factory=list)
    joint_units: list[str] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    due: str | None = None
    """ISO day; None if there is none, if it recurs, or if it is masked."""
    due_text: str = ""
    repeats: str | None = None
    measures: list[Measure] = field(default_factory=list)
    confidence: float = 0.5
    """Of the task as a whole: the same as sure["task"]."""
    sure: dict[str, float] = field(default_factory=dict)
    """Field → how likely it is right; only of the fields that are given."""
    traits: dict[str, set[str]] = field(default_factory=partial(defaultdict, set), compare=False, repr=False)
    """Field → how it was read; what `sure` is worked out from. Not part of the JSON."""
    evidence: dict[str, list[Span]] = field(default_factory=dict)
    """Field → the places of the words it came from."""
    resolved: dict[str, list[str]] = field(default_factory=dict)
    """Name in the text → units of the registry it means; empty without a registry."""

    def units(self) -> list[str]:
        """All names of units, the lead first."""
        return [*self.lead_units, *self.co_units]

    def as_dict(self) -> dict[str, Any]:
        plain = {name: getattr(self, name) for name in _TASK_FIELDS}
        shown = {"section": list(self.section), "measures": [measure.as_dict() for measure in self.measures]}
        evidence = {name: [list(span) for span in spans] for name, spans in self.evidence.items()}
        return plain | shown | {"evidence": evidence} | ({"resolved": self.resolved} if self.resolved else {})


_TASK_FIELDS = (
    *("text", "title", "lead_units", "co_units", "joint_units", "leaders"),
    *("due", "due_text", "repeats", "start", "end", "confidence", "sure"),
)


class Passed(NamedTuple):
    """A sentence that is no task, and the code of the reason."""

    start: int
    end: int
    reason: str
    """heading, site, greeting, review, analysis, principle, general, slogan, norm, owner, note, or prose."""

    def as_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "reason": self.reason}


@dataclass(slots=True)
class Reading:
    """A document as read: every sentence is in a task or in a passed one."""

    title: str
    date: str | None
    year: int | None
    chars: int
    tasks: list[Task]
    passed: list[Passed]

    def as_dict(self) -> dict[str, Any]:
        """The JSON of `luoshi read`."""
        return {
            "document": {"title": self.title, "date": self.date, "chars": self.chars, "year": self.year},
            "tasks": [task.as_dict() for task in self.tasks],
            "passed": [passed.as_dict() for passed in self.passed],
        }
