"""Who sees to a work that others carry out: persons, and the verbs of those who watch, lead and spur on."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.answers import names_at
from luoshi.core.reading.grammar.heads import by_first
from luoshi.core.reading.grammar.lexicon import NAME_LIKE, RARE_SURNAMES, any_of
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.sorts import has_title, is_bare_name, is_post, is_unit

SEEING = any_of("""
    牵头 牵总 总牵头 抓总 总抓 主抓 统抓 负总责 总负责 负主责 负责 包案 包联 包抓 包保 包干 包到底 包 挂帅
    挂点 挂联 挂钩 联系 领衔 领办 分管 统管 主管 管到底 管 盯到底 盯办 盯守 盯着 盯 跟到底 跟进 跟踪 跟办 跟着
    跟 督办 督战 督导 督促 督阵 坐镇 调度 总调度 统筹 总统筹 协调 总协调 把关 把总关 总把关 总揽 统揽 过问
    催办 指挥 总指挥 挑头 挑总 挑起来 领着干 带头抓 带着干 抓到底 抓 扛总责 扛起来 扛 兜底 兜总 靠上去 靠上抓
    一抓到底 一盯到底 一管到底 一跟到底 蹲点 上手 操盘 推动 推进 督到底 落实到底 负责到底 当总指挥
    当指挥长 当组长 操心 费心 上心 出面 上阵 跑一跑 盯一盯 问一问 管一管 抓一抓 催一催 帮着协调 帮着盯 帮着跑
    帮着抓 搭把手 分头盯 把好关 一人盯一头 各盯一头 各管一摊 各管一头 一人一头 各包一头 打头阵 打头 坐阵 压阵
    牵头研究 牵头会商 牵头对接 召集协调 召集会商 召集研究
    再调度一次 再督导一次 再协调一次 再过问一次 再盯一次 再跑一趟
    挂牌督办 挂点联系 挂点包联 挂点包抓 挂联包抓
    共抓 同抓 合抓 共管 兜着 包着 驻点 驻点指挥 蹲点指挥 坐镇指挥 现场指挥
""")
"""What a leader does about a work that others carry out."""
_HOWS = (
    "同志|出面|会后|逐项|逐一|逐个|居中|从中|居间|你们?|您|他|来|要|多|帮着|可以|去|总|亲自|具体|全面|全程|全权|统一|直接|靠前|共同|分别|分头|一并|一起|都|均|也|要|再|继续|每天|每周|每日|每旬|每月|定期|一线|现场|带队|"
    "牢牢|始终|集中|专门|主要|从头到尾|从头|一头|负责|牵头|总体|全过程"
)
_HOW = f"(?:{by_first(_HOWS)}){{0,6}}"
_ON = (
    r"(?:到底|起来|下去|到位|见效|落地|着|住|牢|紧|死|实|好|总|全面|统一|具体|落实|推进|推动|调度|协调|抓总|督办|督导|督促|办理|组织|实施|督战|跟踪|把关|工作|统筹|负责|管总|"
    r"抓落实|一抓到底|此事|这事|这件事|这项工作|这块工作|此项工作|该项工作|全过程){0,6}"
)
DOES = rf"{_HOW}(?:{by_first(SEEING)})(?!人|同志|单位|部门|领导){_ON}"
_FIRST = "".join(sorted({word[0] for word in f"{SEEING}|{_HOWS}".split("|")}))
_SEES = re.compile(rf"(?=[{_FIRST}])(?:{DOES})(?:[、并和](?:{DOES})){{0,3}}(?=[，,。；;：:！!”、]|\s*$)")


def some_one(found: list[Name], words: str = "") -> bool:
    """Persons in particular: by name, or the one whose field it is; no class of them (各镇党委书记).

    words: those they were found in, which may give the post before a bare name.
    """
    called = has_title(found[-1].text) or named_behind(found) or is_behind_post(found[-1], words)
    return called and all(
        not CLASS_OF_PERSONS.match(name.text) and (not is_post(name.text) or "常务" in name.text or "分管" in name.text)
        for name in found
    )


def named_behind(found: list[Name]) -> bool:
    """「副县长林卫国、赵敏」: the first by his post and name, the others by their names."""
    first = found[0].text
    return (
        len(found) > 1 and has_title(first) and not is_post(first) and all(is_bare_name(one.text) for one in found[1:])
    )


_FURTHEST = 40


def is_behind_post(name: Name, words: str) -> bool:
    """谢明 in 「县政府党组成员谢明」."""
    before = words[max(name.start - 4, 0) : name.start].rstrip(" \u3000")
    return name.kind == "person" and before[-1:] in _POST_ENDS


_POST_ENDS = ("长", "任", "席", "记", "员", "委", "师", "理", "导")
CLASS_OF_PERSONS = re.compile("各|全体|主要|有关|相关|责任|单位|部门|镇|乡|村|党政|一把手|班子")


def who_sees(words: str, start: int, end: int | None = None, *, asked: bool = False) -> tuple[list[Name], int] | None:
    """The persons of whom a clause says that they see to something, and where their verb ends.

    asked: 由 or 请 stands before them, so that a post alone will do.
    """
    if not asked and (by := _BY.match(words, start)):
        start, asked = by.end(), True
    end = len(words) if end is None else end
    stop = _CLAUSE_END.search(words, start, end)
    end = stop.end() if stop else end  # his verb stands in the same clause
    at, last = start + 2, min(end, start + _FURTHEST)
    while at < last:
        sees = _SEES.search(words, at, end)
        if sees is None:
            return None
        if "指挥" in sees[0] and _AS.search(words, start, sees.start()):
            return None  # 「由×任总指挥」: he heads a body
        named = persons_at(words, start, sees.start()) or (_rarely_named(words, start, sees.start()) if asked else [])
        known = named and (asked or some_one(named, words) or _OF_BOTH.match(words, named[-1].end))
        if known and not any(CLASS_OF_PERSONS.match(name.text) for name in named):
            return named, sees.end()
        at = sees.start() + 1
    return None


def leading_over(words: str) -> list[Name]:
    """「在×副县长领导下，县民政局……」."""
    found = _UNDER.search(words)
    named = persons_at(words, *found.span("who")) if found else []
    return named if named and some_one(named, words) else []


_UNDER = re.compile(
    r"在(?P<who>[^，。；]{2,20}?)的?(?:统一|直接|具体|总|亲自|坚强|统筹)*(?:领导|指挥|牵头|统筹|调度|带领|协调|主持|督导|指导)下，"
)


def seers_in(words: str, start: int, end: int) -> list[Name]:
    """The same where the clause says nothing else: 「副县长×盯到底」, 「由×同志统筹」."""
    if end - start > _LONGEST or not _CALLED.search(words, start, end):
        return []
    said = who_sees(words, start, end)
    if said and words.startswith("、", said[1]) and (more := seers_in(words, said[1] + 1, end)):
        return [*said[0], *more]  # 「×副县长把好关、×同志具体抓」
    return said[0] if said and not words[said[1] : end].strip("。；; ”") else []


_LONGEST = 60
_CALLED = re.compile("[长任席记员委理导师志人]|老")
_BY = re.compile("由|请|归")
_CLAUSE_END = re.compile("[，,。；;：:]")
_OF_BOTH = re.compile("等?[两二三四五几][位名][\u4e00-\u9fff]{0,6}?(?:领导|同志|[长记席任员])")
"""谢明、耿介两位副县长: what both of them are."""
_AS = re.compile("(?<!主)任副?$")


def persons_at(words: str, start: int, end: int) -> list[Name]:
    """The persons that a stretch names, if it holds nothing else; behind a post any two or three characters are one."""
    found: list[Name] = []
    for name in names_at(words, start, end):
        if name.kind == "person":
            found.append(name)
        elif (strange := _STRANGE.fullmatch(name.text)) and not (
            is_unit(name.text) or _HOW_ALONE.fullmatch(strange[1])
        ):
            found.append(Name(strange[1], name.start + strange.start(1), name.end, "person"))
        else:
            return []
    return found if found and _NOTHING_MORE.fullmatch(words, found[-1].end, end) else []


def _rarely_named(words: str, start: int, end: int) -> list[Name]:
    """步凡 in 「由步凡负责到底」: a short name whose surname is an everyday word."""
    rare = end - start == 2 and words[start] in RARE_SURNAMES and not words.startswith(NAME_LIKE, start)
    text = words[start:end]
    return [Name(text, start, end, "person")] if rare and not (is_unit(text) or _HOW_ALONE.fullmatch(text)) else []


_NOTHING_MORE = re.compile(
    r"[，、“” \u3000）)]*(?:等?[两二三四五几](?:位|名)?[\u4e00-\u9fff]{0,6}(?:领导|同志|长|书记|主任|主席|人)?)?"
)


_HOW_ALONE = re.compile(f"(?:{_HOWS})+")
_STRANGE = re.compile(
    r"(?!各|全体)[\u4e00-\u9fff、]{0,14}(?:书记|副?主任|副?主席|[县市区旗镇乡部局院]长|检察长|常委|委员|成员|调研员|总工程师|助理|政委|专员)"
    r"((?![会逐的各等和与及来去要再先也都亲带抓盯管负按依根分])[\u4e00-\u9fff]{2,5}(?:·[\u4e00-\u9fff]{2,6})?)"
)
