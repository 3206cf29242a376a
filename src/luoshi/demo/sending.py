"""A form that a prefecture asks for, learnt and sent in the demonstration; and what people suggest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.demo.company import Company
from luoshi.demo.script import county_file
from luoshi.facts import clock
from luoshi.matters.queries import Filters
from luoshi.org.suggestions.actions import answer_suggestion, suggest
from luoshi.papers.forms.actions import learn_form, send
from luoshi.papers.forms.fields import BLANK
from luoshi.papers.forms.queries import filled
from luoshi.papers.forms.writing import Filled, word
from luoshi.papers.models import StoredForm


@dataclass
class Sending:
    """What goes up to the prefecture in its own form, and what comes in from those who do the work."""

    company: Company
    _form: UUID | None = None
    _suggested: dict[str, UUID] = field(default_factory=dict)

    def work(self, day: date) -> None:
        form = county_file("stations")["form"]
        if day == self.company.ago(form["learnt"]):
            self._learn(form, day)
        if day == self.company.ago(form["sent"]):
            self._send(form, day)
        for one in county_file("stations")["suggestion"]:
            self._suggest(one, day)

    def _learn(self, form: dict[str, Any], day: date) -> None:
        """The empty table as the prefecture sent it."""
        header = form["header"]
        empty = word(Filled(form["title"], [header], [BLANK] * len(header), [[""] * len(header)]))
        clerk = self.company.people.by("督查办/clerk", clock.moment(day, 9, 30))
        with clock.at(clerk.at):
            self._form = learn_form(clerk, form["file"], empty)

    def _send(self, form: dict[str, Any], day: date) -> None:
        clerk = self.company.people.by("督查办/clerk", clock.moment(day, 16, 10))
        assert self._form is not None
        stored = StoredForm.rows.get(uuid=self._form)
        with clock.at(clerk.at):
            send(clerk, stored, filled(clerk, stored, Filters(words=form["words"])), "docx", form["recipient"])

    def _suggest(self, one: dict[str, Any], day: date) -> None:
        if day == self.company.ago(one["ago"]):
            by = self.company.people.by(one["who"], clock.moment(day, 18, 5))
            with clock.at(by.at):
                self._suggested[one["words"]] = suggest(by, one["about"], one["words"])
        if "answer" in one and day == self.company.ago(one["answered"]):
            chief = self.company.people.by("督查办/chief", clock.moment(day, 10, 45))
            with clock.at(chief.at):
                answer_suggestion(chief, self._suggested[one["words"]], True, one["answer"])
