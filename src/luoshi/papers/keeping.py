"""Set text and files among the evidence: written before any fact names them, read back as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from luoshi.facts import evidence
from luoshi.facts.canonical import canonical
from luoshi.facts.models import Blob
from luoshi.org.acting import By
from luoshi.papers.writing.sheet import Sheet
from luoshi.papers.writing.table_sheet import TableSheet

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON = "application/json"


def keep(by: By, data: bytes, sheet: Mapping[str, Any], name: str) -> tuple[Blob, Blob]:
    """A .docx and the text behind it on disk, before any transaction; and the facts that will name them."""
    text, size = keep_text(sheet)
    return (
        Blob(digest=evidence.store(data), size=len(data), type=DOCX, name=name, **by.stamp()),
        Blob(digest=text, size=size, type=JSON, name=name.replace(".docx", ".json"), **by.stamp()),
    )


def not_named_yet(blobs: Sequence[Blob]) -> list[Blob]:
    """Those files that no fact names yet."""
    known = set(Blob.rows.filter(digest__in=[blob.digest for blob in blobs]).values_list("digest", flat=True))
    return [blob for blob in blobs if blob.digest not in known]


def keep_text(sheet: Mapping[str, Any]) -> tuple[str, int]:
    """Keeps set text. Answers its digest and size."""
    data = canonical(sheet)
    return evidence.store(data), len(data)


def text_of(digest: str) -> Sheet:
    """Set text as it was kept. Raises FileNotFoundError where it is not."""
    kept: Sheet = json.loads(evidence.read(digest))
    return kept


def table_of(digest: str) -> TableSheet:
    """A set table as it was kept."""
    kept: TableSheet = json.loads(evidence.read(digest))
    return kept
