"""Reading takes time in proportion to the text: a text beside its own half, a speech and six of ill will."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from luoshi.cli.benches import RUNS, Compared
from luoshi.core.reading.draft import read

SPEECH = 1_000_000
HOSTILE = 600_000

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


FAMILIES: dict[str, tuple[int, Callable[[int], str]]] = {
    "讲话": (SPEECH, speech),
    "“由县长牵头，县”一再重复": (HOSTILE, repeated("由县长牵头，县")),
    "没有句号的一句话": (HOSTILE, repeated("加快推进，项目建设、")),
    "层层括号": (HOSTILE, nested),
    "一串数字": (HOSTILE, repeated("1")),
    "单位列举": (HOSTILE, repeated("县发改局、县财政局和")),
    "“一是”三十万遍": (HOSTILE, repeated("一是")),
}
"""Text → its length in characters, and how it is made."""


def measure(runs: int = RUNS, shrink: int = 1) -> list[Compared]:
    """Of each family: the time of the whole over the time of half of it. In proportion is 2.

    shrink: divides all lengths, for a quick look.
    """
    return [_compare(name, chars // shrink, made, runs) for name, (chars, made) in FAMILIES.items()]


def _compare(name: str, chars: int, made: Callable[[int], str], runs: int) -> Compared:
    whole, half = made(chars), made(chars // 2)
    pairs = [(_seconds(half), _seconds(whole)) for _ in range(runs)]
    ratio = median(long / short for short, long in pairs)
    sentence = f"读{name}，{len(whole):,} 字的用时是 {len(half):,} 字的 {ratio:.2f} 倍（{runs} 次的中位，成正比为 2）"
    figures = {
        "chars": len(whole),
        "half_chars": len(half),
        "runs": runs,
        "seconds": median(long for _, long in pairs),
        "half_seconds": median(short for short, _ in pairs),
        "in_proportion": 2,
    }
    return Compared("read", name, "同样的文字取一半", ratio, sentence, figures)


def _seconds(text: str) -> float:
    """The processor's time alone: what else the machine does must not count."""
    begun = time.process_time()
    read(text)
    return time.process_time() - begun
