"""The benchmarks' shape: ratios with a named peer; and none of our transactions is lost. No test judges a time."""

from __future__ import annotations

import json
from dataclasses import replace

from luoshi.cli.benches import BENCHES, Compared, read, score, writers
from luoshi.cli.main import main
from luoshi.cli.verbs import bench


def test_writers_are_compared_with_sqlites_own_wait_and_ours_lose_nothing():
    (compared,) = writers.measure(processes=3, transactions=6, runs=1)
    assert compared.bench == "writers"
    assert "SQLite" in compared.peer
    assert compared.ratio > 0
    assert compared.figures["worst_wait_ratio"] > 0
    assert compared.figures["ours"]["lost"] == 0
    for side in ("ours", "stock"):
        assert set(compared.figures[side]) == {"per_second", "worst_wait_seconds", "lost"}
        assert compared.figures[side]["per_second"] > 0
    assert "丢失 0 笔" in compared.sentence
    assert "\n" not in compared.sentence


def test_reading_is_compared_with_the_half_of_itself_for_a_speech_and_seven_hostile_texts(monkeypatch):
    monkeypatch.setattr(read.annotated, "ours", list)
    compared = read.measure(runs=1, chars=5000)
    assert [one.what for one in compared] == [*read.FAMILIES, "讲话的内存"]
    assert len(read.FAMILIES) == 8
    for one in compared[:-1]:
        assert one.ratio > 0
        assert abs(one.figures["chars"] - 2 * one.figures["half_chars"]) <= 2
        assert "成正比为 2" in one.sentence


def test_scoring_is_compared_with_three_who_wrote_it_by_hand_and_all_agree(monkeypatch):
    monkeypatch.setattr(score, "_apart", score._run)
    compared = score.measure(shrink=1425)
    assert [one.peer.split("（")[0] for one in compared] == ["pandas", "Polars", "SQL"]
    for one in compared:
        assert one.figures["agrees"]
        assert one.figures["values"] > 14_000
        assert one.figures["peak_mib"] > 0
        assert "逐位相同" in one.sentence


def test_the_texts_have_the_promised_lengths():
    for made in read.FAMILIES.values():
        assert abs(len(made(5000)) - 5000) <= 1
    assert read.speech(1000) != read.speech(2000)[1000:]
    assert "。" not in read.FAMILIES["没有句号的一句话"](5000)


def test_the_verb_prints_a_line_a_comparison_or_one_document(monkeypatch, capsys):
    one = Compared("read", "讲话", "同样的文字取一半", 2.0, "读讲话：2.00 倍", {"runs": 3})
    monkeypatch.setattr(read, "measure", lambda: [one, replace(one, what="括号")])
    assert main(["bench", "read"]) == 0
    assert capsys.readouterr().out == "读讲话：2.00 倍\n读讲话：2.00 倍\n"
    assert main(["bench", "read", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["comparisons"]
    assert [row["what"] for row in found] == ["讲话", "括号"]
    assert set(found[0]) == {"bench", "what", "peer", "ratio", "sentence", "figures"}


def test_every_benchmark_named_in_the_help_is_there():
    for name in BENCHES:
        assert callable(__import__(f"luoshi.cli.benches.{name}", fromlist=["measure"]).measure)
    assert bench.document([]) == '{"comparisons": []}'
