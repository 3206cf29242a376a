"""A sealed ranking is the county's to read once a leader has let it out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact


class Release(Fact):
    """A leader lets a sealed ranking out: from now on each unit sees what the scheme publishes."""

    kind = "release"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("closing",)}

    closing = models.UUIDField(unique=True)
