"""The county half a year on."""

from __future__ import annotations

from tests import world
from tests.indicators import story
from tests.telling import told_once


@told_once
def halfway(county) -> world.County:
    story.a_half_year(county)
    return county
