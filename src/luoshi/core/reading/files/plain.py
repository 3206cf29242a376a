"""Plain text and Markdown: in UTF-8, UTF-16 or GB18030, with or without a byte order mark."""

from __future__ import annotations

import codecs
import re

from luoshi.core.reading.files.source import Source, tidy, unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1b]")


def read(name: str, data: bytes) -> Source:
    """The text as it stands; Markdown's stars are taken out, its headings stay marked by #."""
    text = tidy(decode(name, data))
    if name.lower().endswith((".md", ".markdown")):
        text = re.sub(r"\*\*|__|^\s*[-*_]{3,}\s*$", "", text, flags=re.MULTILINE)
    return Source(name, "text", text)


def decode(name: str, data: bytes) -> str:
    """Bytes as text. Raises BadInput if no Chinese encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text)) * 50 <= len(text):
            return text
    return _mended(name, data)


def _candidates(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows itself by its zero bytes (digits, spaces, line ends)."""
    sample = data[:4000]
    zeros = sample.count(0)
    if zeros * 50 < len(sample):
        return ("utf-8", "gb18030")
    return ("utf-16-le", "utf-16-be") if sample[1::2].count(0) >= zeros / 2 else ("utf-16-be", "utf-16-le")


def _mended(name: str, data: bytes) -> str:
    """One bad byte must not lose a document: the encoding that loses least is taken, if it loses next to nothing."""
    texts = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
    best = min(texts, key=lambda text: text.count("\ufffd"))
    if best.count("\ufffd") * 50 > len(best) or len(_CONTROL.findall(best)) * 50 > len(best):
        raise unreadable(name, "看不出是什么编码的文字", "用记事本另存为 UTF-8 编码，再交来")
    return best
