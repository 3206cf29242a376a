"""The papers that were drafted and signed. What they say lies among the evidence, by digest."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Fact


class PaperKind(models.TextChoices):
    CIRCULAR = "circular", "督查通报"
    DECOMPOSITION = "decomposition", "任务分解表"
    FORM = "form", "上报表"


class Paper(Fact):
    """A paper as it left the system: a draft, or with its number the signed one, which supersedes its draft."""

    kind = "paper"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("paper_kind", "period", "title", "number", "up_to_seq", "blob", "text", "signer", "about")
    }

    paper_kind = models.CharField(max_length=20, choices=PaperKind.choices)
    period = models.CharField(max_length=7, db_index=True)
    title = models.CharField(max_length=200)
    number = models.PositiveIntegerField(null=True)
    """Drawn at signature, counted within the year of signature; a draft has none."""
    up_to_seq = models.BigIntegerField()
    """The last link of the chain that it rests on."""
    blob = models.CharField(max_length=64)
    """Digest of the .docx."""
    text = models.CharField(max_length=64)
    """Digest of the set text behind it, as canonical JSON: what the page shows, with the lists behind its figures."""
    signer = models.UUIDField(null=True)
    """The post that signed it."""
    about = models.UUIDField(null=True, db_index=True)
    """What it is of, where that is no month: of a decomposition table, the draft that went round."""

    class Meta:
        indexes = [models.Index(fields=["paper_kind", "period"])]


class StoredForm(models.Model):
    """The columns, order and wording in which another office wants its list. A working row: nothing derives from it."""

    uuid = models.UUIDField(primary_key=True, default=new_uuid)
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    """What stands above the table; it may be changed at each sending."""
    header = models.JSONField(default=list)
    """The header's rows, each with a word for every column; a merged cell repeats its word."""
    fields = models.JSONField(default=list)
    """The field of each column."""
    learnt_from = models.CharField(max_length=64, blank=True)
    """Digest of the empty form that it was learnt from."""
    file_name = models.CharField(max_length=200, blank=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    rows = models.Manager()
