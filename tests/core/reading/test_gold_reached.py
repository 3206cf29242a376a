"""What the reader reaches on documents that no rule of it was made on."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.cli.benches import gold, inserting
from luoshi.cli.benches.annotated import readings
from luoshi.cli.benches.gold import Gold
from luoshi.cli.benches.judging import Judged, total
from luoshi.cli.benches.swapping import swapped
from luoshi.core.reading.draft import read

SETS = Path(__file__).parents[2] / "gold"
LEAST = {"tasks": 0.90, "lead_units": 0.95, "co_units": 0.92, "leaders": 0.95, "due": 0.95, "measures": 0.90}
CHANGE = 0.03


@pytest.fixture(scope="module")
def held() -> tuple[list[tuple[Gold, Judged]], list[tuple[Gold, Judged]]]:
    """As written, and under other names and days."""
    return readings(gold.load(SETS / "held")), readings(gold.load(SETS / "held", change=swapped))


@pytest.mark.parametrize("field", LEAST)
def test_documents_kept_apart_are_read_rightly_under_any_names(held, field):
    plain, other = (total(one for _, one in each).tallies[field].f1 for each in held)
    assert plain >= LEAST[field]
    assert other >= plain - CHANGE


def test_of_what_is_given_with_nine_in_ten_nine_in_ten_are_right(held):
    certain = [right for _, sure, right in total(one for _, one in held[0]).sure if sure >= 0.9]
    assert certain
    assert sum(certain) >= 0.9 * len(certain)


def test_a_task_put_anywhere_is_found_there():
    found, tried = inserting.rate(gold.load(SETS / "held"))
    assert found >= 0.98 * tried


@pytest.mark.parametrize("kind", ["新闻", "规章", "评论"])
def test_articles_rules_and_comments_give_at_most_two_tasks(kind):
    documents = [one for name in ("fit", "held") for one in gold.load(SETS / name) if one.kind == kind]
    assert documents
    assert all(len(read(document.text).tasks) <= 2 for document in documents)
