"""The chain over the facts, files by digest, and the one thing the facts may not hold: personal words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from luoshi.facts.canonical import ALGORITHM, canonical, digest
from luoshi.facts.identity import new_uuid


class Fact(models.Model):
    """One thing that happened: appended, never changed. Who did it, for whom, and what it replaces.

    A subclass names its `kind` and, for each `form` it ever had, the columns its digest covers: a column added later
    belongs to a later form and changes no old digest.
    """

    uuid = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    at = models.DateTimeField()
    day = models.DateField(db_index=True)
    by = models.UUIDField()
    on_behalf_of = models.UUIDField(null=True)
    mandate = models.UUIDField(null=True)
    form = models.PositiveSmallIntegerField(default=1)
    supersedes = models.UUIDField(null=True)

    rows = models.Manager()

    kind: ClassVar[str]
    digested: ClassVar[dict[int, tuple[str, ...]]]
    STAMP: ClassVar[tuple[str, ...]] = ("uuid", "at", "day", "by", "on_behalf_of", "mandate", "supersedes")

    class Meta:
        abstract = True

    def document(self, parts: Iterable[FactRow] = ()) -> dict[str, Any]:
        """The fact as its digest sees it: its stamp, its own columns and its rows, in a fixed order."""
        own = {name: getattr(self, name) for name in (*self.STAMP, *self.digested[self.form])}
        listed = sorted((part.document() for part in parts), key=canonical)
        return {"kind": self.kind, "form": self.form, **own, "rows": listed}


class FactRow(models.Model):
    """A row of a fact: quantities of a report, lines of a matter. As unchangeable as its fact, and in its digest."""

    id = models.BigAutoField(primary_key=True)

    rows = models.Manager()

    kind: ClassVar[str]
    digested: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def document(self) -> dict[str, Any]:
        return {"row": self.kind, **{name: getattr(self, name) for name in self.digested}}


class Entry(models.Model):
    """One link of the chain: which fact, its digest, and the digest of the link before."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    ref = models.UUIDField(unique=True)
    form = models.PositiveSmallIntegerField()
    algorithm = models.CharField(max_length=16, default=ALGORITHM)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)

    rows = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "seq"])]

    def link(self) -> str:
        """The digest of this whole link, which the next one carries as `previous`."""
        columns = ("seq", "day", "at", "kind", "ref", "form", "algorithm", "digest", "previous")
        return digest(canonical({name: getattr(self, name) for name in columns}))


class Blob(Fact):
    """A file that some fact names: its bytes lie on disk under their digest."""

    kind = "blob"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("digest", "size", "type", "name")}

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)


class Private(models.Model):
    """Words about a person (a telephone number): erasable. Facts hold only the reference and a salted digest."""

    ref = models.UUIDField(primary_key=True, default=new_uuid)
    salt = models.CharField(max_length=32)
    text = models.TextField(blank=True)

    rows = models.Manager()


class Stamp(models.Model):
    """Marks of this database that only one program may write: that it holds the demonstration."""

    key = models.CharField(primary_key=True, max_length=40)
    value = models.CharField(max_length=200)

    rows = models.Manager()
