"""Set text and files among the evidence: written before any fact names them, read back as they were."""

from __future__ import annotations

import json

from luoshi.facts import evidence
from luoshi.facts.canonical import canonical
from luoshi.papers.writing.sheet import Sheet

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON = "application/json"


def keep_text(sheet: Sheet) -> tuple[str, int]:
    """Keeps set text. Answers its digest and size."""
    data = canonical(sheet)
    return evidence.store(data), len(data)


def text_of(digest: str) -> Sheet:
    """Set text as it was kept. Raises FileNotFoundError where it is not."""
    kept: Sheet = json.loads(evidence.read(digest))
    return kept
