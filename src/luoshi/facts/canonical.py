"""One spelling for each value, so that the same fact has the same digest on any machine and in either database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

ALGORITHM = "sha256"


def plain(value: Any) -> Any:
    """A value as JSON can hold it: moments in UTC to the microsecond, decimals without trailing zeros, sorted keys."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    raise TypeError(f"no canonical spelling for {type(value).__name__}")


def decimal_text(value: Decimal) -> str:
    """12.500 → "12.5", 1E+2 → "100", −0 → "0"."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def canonical(document: Mapping[str, Any]) -> bytes:
    """The one byte string of a document: UTF-8, keys sorted, no spaces."""
    return json.dumps(plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
