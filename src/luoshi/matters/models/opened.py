"""What was there before: a matter of an older ledger, since when it runs, and what had been done of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow


class Opening(Fact):
    """The opening balance of a matter that ran before this ledger began: nobody claims it anew.

    Its day is the day on which it was taken over; `issued_on` is the day on which it had been issued.
    """

    kind = "opening"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("matter", "issued_on", "old_number", "ended_on", "words")}

    matter = models.UUIDField(db_index=True)
    issued_on = models.DateField()
    old_number = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField(null=True)
    """Where it was done already: the day on which it was."""
    words = models.TextField(blank=True)


class OpeningNode(FactRow):
    """A node of the older plan: passed on a day, or still to come."""

    kind = "opening_node"
    digested = ("node", "title", "planned", "passed_on")

    fact = models.ForeignKey(Opening, models.DO_NOTHING, related_name="nodes")
    node = models.UUIDField()
    title = models.CharField(max_length=100)
    planned = models.DateField()
    passed_on = models.DateField(null=True)


class OpeningQuantity(FactRow):
    """What had been counted of a measure: of a flow all of it so far, of a stock or a rate the standing value."""

    kind = "opening_quantity"
    digested = ("code", "value")

    fact = models.ForeignKey(Opening, models.DO_NOTHING, related_name="quantities")
    code = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=18, decimal_places=4)
