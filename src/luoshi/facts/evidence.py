"""Files by digest: on disk, whole and synced before any fact names them."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from luoshi.facts.canonical import digest


def path_of(name: str) -> Path:
    """Where the file with this digest lies."""
    return Path(settings.EVIDENCE) / name[:2] / name


def store(data: bytes) -> str:
    """Writes bytes to disk under their digest and answers it. Safe against a cut at any moment: the name appears
    only when the whole content is on the platter."""
    name = digest(data)
    target = path_of(name)
    if target.exists():
        return name
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{name}.{os.getpid()}.{os.urandom(4).hex()}")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)
    _sync_folder(target.parent)
    _sync_folder(target.parent.parent)
    return name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(name: str) -> bytes:
    """The bytes with this digest. Raises FileNotFoundError where they are not kept."""
    return path_of(name).read_bytes()
