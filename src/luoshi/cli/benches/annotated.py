"""What is read rightly in annotated documents: ours that no rule was fitted on, and those of others where they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import luoshi
from luoshi.cli.benches import Compared, inserting
from luoshi.cli.benches.gold import Gold, load
from luoshi.cli.benches.judging import FIELDS, Judged, judge, total
from luoshi.cli.benches.swapping import swapped
from luoshi.core.reading.draft import read

_CHECKOUT = Path(luoshi.__file__).parents[2]
HELD = _CHECKOUT / "tests" / "gold" / "held"
"""Documents kept apart: neither rules nor confidences were fitted on them."""
OTHERS = _CHECKOUT / "tests" / "gold" / "others"
"""Annotations by place and digest of documents that are not ours; their texts lie beside the checkout, or nowhere."""
SHARED = _CHECKOUT.parent / "shared" / "data" / "documents"

CHINESE = dict(zip(FIELDS, ("任务", "牵头单位", "配合单位", "领导", "时限", "目标"), strict=True))
SURE = 0.9


def ours() -> list[Compared]:
    """Figures of the documents kept apart, and of others' documents; nothing where they are not (an installed copy)."""
    compared = measure(HELD, "留出的") if HELD.is_dir() else []
    if SHARED.is_dir():
        compared += _figures("别人文件上的", readings(load(OTHERS, SHARED)))
        compared += _figures("别人标注的", readings(load(SHARED / "annotated")))
    return compared


def measure(folder: Path, whose: str = "") -> list[Compared]:
    """Figures of a folder: as written, under other names, with a task put in, and what its confidence is worth."""
    plain, other = readings(load(folder)), readings(load(folder, change=swapped))
    return [
        *_figures(whose, plain),
        *_kinds(whose, plain),
        *_figures(f"{whose}换了名称的", other),
        _insertion(whose, [gold for gold, _ in plain]),
        *_calibration(whose, total(one for _, one in plain)),
    ]


def readings(documents: Iterable[Gold]) -> list[tuple[Gold, Judged]]:
    return [(gold, judge(gold, read(gold.text, tables=gold.tables).tasks)) for gold in documents]


def _kinds(whose: str, judged: Sequence[tuple[Gold, Judged]]) -> list[Compared]:
    """A line for each kind of document."""
    kinds = sorted({gold.kind for gold, _ in judged})
    return [_kind(whose, kind, [one for gold, one in judged if gold.kind == kind]) for kind in kinds]


def _kind(whose: str, kind: str, judged: Sequence[Judged]) -> Compared:
    tallies = total(judged).tallies
    scores = "，".join(f"{CHINESE[name]} {tallies[name].f1:.3f}" for name in FIELDS if tallies[name].gold)
    found = f"；标注 {tallies['tasks'].gold} 项，读出 {tallies['tasks'].found} 项"
    figures = {name: tallies[name].f1 for name in FIELDS}
    sentence = f"{whose}{kind} {len(judged)} 篇：{scores or '没有任务'}{found}"
    return Compared("read", f"{whose}{kind}", "标注", tallies["tasks"].f1, sentence, figures)


def _figures(whose: str, judged: Sequence[tuple[Gold, Judged]]) -> list[Compared]:
    together = total(one for _, one in judged)
    precise = any(gold.judged for gold, _ in judged)
    return [_figure(whose, name, together, len(judged), precise) for name in FIELDS]


def _figure(whose: str, name: str, judged: Judged, documents: int, precise: bool) -> Compared:
    tally = judged.tallies[name]
    share = tally.f1 if precise or name != "tasks" else tally.recall
    score = f"F1 {tally.f1:.3f}（准 {tally.precision:.3f}，全 {tally.recall:.3f}）"
    if not precise and name == "tasks":
        score = f"找到 {tally.recall:.3f}（标注不全，不算多找的）"
    sentence = f"{whose} {documents} 篇，{CHINESE[name]}：{score}，标注 {tally.gold} 处"
    figures = {
        "documents": documents,
        "right": tally.right,
        "found": tally.found,
        "annotated": tally.gold,
        "precision": tally.precision if precise or name != "tasks" else None,
        "recall": tally.recall,
    }
    return Compared("read", f"{whose}{CHINESE[name]}", "标注", share, sentence, figures)


def _insertion(whose: str, documents: list[Gold]) -> Compared:
    found, tried = inserting.rate(documents)
    share = found / tried if tried else 1.0
    sentence = f"{whose}文件里各处插入一句任务，原处找到 {found}/{tried}（{share:.3f}）"
    return Compared("read", f"{whose}插入的任务", "插入处", share, sentence, {"found": found, "tried": tried})


def _calibration(whose: str, judged: Judged) -> list[Compared]:
    """Of the fields given at least 0.9, the share that is right; none where a reading gives no confidence."""
    told = []
    for name in FIELDS:
        bands = [(sure, right) for field, sure, right in judged.sure if field == name]
        certain = [right for sure, right in bands if sure >= SURE]
        if bands:
            told.append(_worth(whose, name, certain, bands))
    return told


def _worth(whose: str, name: str, certain: list[bool], bands: list[tuple[float, bool]]) -> Compared:
    share = sum(certain) / len(certain) if certain else 1.0
    said = sum(sure for sure, _ in bands) / len(bands)
    true = sum(right for _, right in bands) / len(bands)
    sentence = (
        f"{whose}{CHINESE[name]}的把握：{SURE} 以上的 {len(certain)} 处对 {share:.3f}；"
        f"全部 {len(bands)} 处平均说 {said:.3f}，实对 {true:.3f}"
    )
    figures = {"certain": len(certain), "right": sum(certain), "all": len(bands), "said": said, "true": true}
    return Compared("read", f"{whose}{CHINESE[name]}的把握", "标注", share, sentence, figures)
