"""Finds the words of the screens for translation: Django's templates as Python, for Babel's own extractor."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from typing import IO, Any

from babel.messages.extract import extract_python


def extract_templates(
    fileobj: IO[bytes], keywords: Any, comment_tags: Collection[str], options: Any
) -> Iterator[tuple[int, Any, Any, Any]]:
    """The messages of a template: {% translate %} and {% blocktranslate %} become gettext calls first."""
    from django.utils.translation.template import templatize

    python = templatize(fileobj.read().decode("utf-8"))
    yield from extract_python(io.BytesIO(python.encode("utf-8")), keywords, comment_tags, {"encoding": "utf-8"})
