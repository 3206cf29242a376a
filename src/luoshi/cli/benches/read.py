"""Reading: right against what a clerk annotated, and in time and memory in proportion to the text."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median

from luoshi.cli.benches import RUNS, Compared, annotated
from luoshi.core.reading.draft import read

CHARS = 1_000_000
LIMIT = 2.3
"""What the whole may take over its half; in proportion is 2."""

PARAGRAPHS = (
    "{n}、突出重点，抓好第{n}个阶段的工作",
    "一季度新开工项目{n}个，完成投资9.4亿元，同比增长12.3%。也要看到，部分项目进度滞后，{n}家规上企业尚未复产。",
    "一要在项目建设上提速。县发改局要牵头抓好项目调度，确保6月底前{n}个市级重点项目全部开工。"
    "由周县长牵头，县资源局、县林业局具体负责，5月20日前完成第{n}号地块用地报批。",
    "全年改造小区{n}个，惠及居民2400户以上。（县住建局牵头，县财政局、城关街道办配合，11月底前完成）",
    "各镇办要围绕茶叶、中药材两条产业链，全年引进项目不少于{n}个、到位资金30亿元以上；县招商局每月5日前通报进展。",
    "大家要振奋精神，把定下的事一件一件办成，决不能把开会当落实、把发文当完成。",
)


def speech(chars: int) -> str:
    """A speech of a length, no two rounds of its paragraphs the same."""
    round_of = "\n".join(PARAGRAPHS)
    rounds = chars // len(round_of) + 1
    return "\n".join(round_of.format(n=number) for number in range(1, rounds + 1)).ljust(chars, "。")[:chars]


def repeated(words: str) -> Callable[[int], str]:
    return lambda chars: (words * (chars // len(words) + 1))[:chars]


def nested(chars: int) -> str:
    """Brackets that open to the middle and close to the end."""
    core = "县发改局牵头"
    depth = (chars - len(core)) // 2
    return "（" * depth + core + "）" * depth


FAMILIES: dict[str, Callable[[int], str]] = {
    "讲话": speech,
    "“由县长牵头，县”一再重复": repeated("由县长牵头，县"),
    "没有句号的一句话": repeated("加快推进，项目建设、"),
    "层层括号": nested,
    "一串数字": repeated("1"),
    "单位列举": repeated("县发改局、县财政局和"),
    "“一是”一再重复": repeated("一是"),
    "责任行一再出现": repeated(
        "责任单位：县水利局\n责任领导：赵敏\n完成时限：8月底\n1.建成水厂1座。\n以上工作由副县长谢明牵头，县督查室跟进。\n"
    ),
}
"""Text → how a given length of it is made."""


def measure(gold: Path | None = None, runs: int = RUNS, chars: int = CHARS) -> list[Compared]:
    """What is read rightly; then, of each family, the time of the whole over the time of half of it, and memory.

    gold: a folder of annotated documents to be judged instead of ours; nothing is timed then.
    """
    if gold:
        return annotated.measure(gold)
    timed = [_compare(name, chars, made, runs) for name, made in FAMILIES.items()]
    return [*annotated.ours(), *timed, memory(chars)]


def _compare(name: str, chars: int, made: Callable[[int], str], runs: int) -> Compared:
    whole, half = made(chars), made(chars // 2)
    pairs = [(_seconds(half), _seconds(whole)) for _ in range(runs)]
    ratio = median(long / short for short, long in pairs)
    seconds = median(long for _, long in pairs)
    sentence = (
        f"读{name}，{len(whole):,} 字用 {seconds:.2f} 秒，是 {len(half):,} 字的 {ratio:.2f} 倍"
        f"（{runs} 次的中位，成正比为 2，上限 {LIMIT}）"
    )
    figures = {
        "chars": len(whole),
        "half_chars": len(half),
        "runs": runs,
        "seconds": seconds,
        "half_seconds": median(short for short, _ in pairs),
        "in_proportion": 2,
        "limit": LIMIT,
    }
    return Compared("read", name, "同样的文字取一半", ratio, sentence, figures)


def _seconds(text: str) -> float:
    """The processor's time alone: what else the machine does must not count."""
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


def memory(chars: int = CHARS) -> Compared:
    """Bytes that a character takes at the peak of reading a speech, over what it takes in the half of it."""
    whole = speech(chars)
    half, full = _peak(whole[: chars // 2]), _peak(whole)
    each, of_half = full / chars, half / (chars // 2)
    sentence = f"读讲话，{chars:,} 字内存的峰值每字 {each:.0f} 字节，一半的文字每字 {of_half:.0f} 字节（成正比则相等）"
    figures = {"chars": chars, "bytes_per_char": each, "bytes_per_char_of_half": of_half, "in_proportion": 1}
    return Compared("read", "讲话的内存", "同样的文字取一半", each / of_half, sentence, figures)


def _peak(text: str) -> int:
    """The most bytes that Python held for reading it, the result included."""
    tracemalloc.start()
    read(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
