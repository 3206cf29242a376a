"""Files that back a report: on disk under their digest before any fact names them."""

from __future__ import annotations

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.secrecy import refuse_secret_file
from luoshi.facts import evidence
from luoshi.facts.actions import append_all
from luoshi.facts.models import Blob
from luoshi.org import permissions
from luoshi.org.acting import By

TYPES: dict[str, tuple[bytes, ...]] = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n",),
    "image/webp": (b"RIFF",),
    "application/pdf": (b"%PDF-",),
    "application/zip": (b"PK\x03\x04",),
    "application/msword": (b"\xd0\xcf\x11\xe0",),
}
"""What may back a report, told by its first bytes, not by its name."""


def attach(by: By, name: str, data: bytes) -> str:
    """Keeps a file and answers its digest. The same file twice is one.

    Raises BadInput for an empty file, and for one that bears a mark of secrecy: nothing of it is kept.
    """
    permissions.require(by, "attach")
    return keep_file(by, name, data)


def keep_file(by: By, name: str, data: bytes) -> str:
    """The same for a verb that has asked for its own permission already."""
    if not data:
        raise BadInput(Fault("文件是空的", "重新选择文件", file=name))
    refuse_secret_file(name, data)
    kind = kind_of(data)
    digest = evidence.store(data)
    with transaction.atomic():
        if not Blob.rows.filter(digest=digest).exists():
            append_all([Blob(digest=digest, size=len(data), type=kind, name=name[:200], **by.stamp())])
    return digest


def kind_of(data: bytes) -> str:
    """The type of a file by its first bytes; plain text and anything else is kept as bytes to download."""
    for kind, starts in TYPES.items():
        if data.startswith(starts):
            return kind
    return "application/octet-stream"
