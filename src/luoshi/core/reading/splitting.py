"""Where one task ends and the next begins: sentences that go on with the one before, and sentences that hold two."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.charge import in_charge, speaks
from luoshi.core.reading.grammar.clauses import most_doers
from luoshi.core.reading.grammar.collectives import bidden
from luoshi.core.reading.grammar.doers import Subject, after_leading, subject
from luoshi.core.reading.grammar.dues import dues
from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.grammar.measures import measures
from luoshi.core.reading.grammar.pausing import unpaused
from luoshi.core.reading.grammar.subjects import only_supports
from luoshi.core.reading.signs.bids import AGREED

_GOES_ON = re.compile(r"\s*(?:其中|其余)(?:[，,]|[\u4e00-\u9fff\d])")
_EACH_TIME = re.compile(
    r"\s*[^，。；、]{0,6}(?:期间|过程中)?每[^，。；、\d]{1,3}[\u4e00-\u9fff]{2,4}一[次期遍轮批回][。；]?\s*$"
)
"""「整改期间每周发布一期。」: how often what stands before is done."""
_ONE_BY_ONE = re.compile(
    r"\s*(?:切实|真正|确保|必须|要|坚持|基本)*做到[^，。；\d]{1,8}一[\u4e00-\u9fff](?:[、，][^，。；\d]{1,8}一[\u4e00-\u9fff])+[。；！]?\s*$"
)
"""「做到排查一栋、签字确认一栋。」: how what stands before is done."""
_DONE_BY = re.compile(
    r"\s*(?:到|于|在|确保|力争|并|要|须|必须|务必|计划|预计)*(?:20\d\d年|今年|明年)?(?:\d{1,2}月|[上下]半年|年|春节|国庆节?|汛期|主汛期|开学)[^，。；、]{0,14}?(?:完成|建成|投用|投入使用|启用|到位|通车|通水|开工|竣工|办结|落实|见效)[。；]?\s*$"
)
_THIS_WORK = re.compile(
    r"\s*(?:该|这|此|本)(?:项|些|一)?(?:工作|任务|事项|项目|整改|工程|排查|清理|整治|行动)[^，。；\d]{0,6}"
    r"(?=(?:原则上|要|应|须|必须|务必|确保|力争|于|在|到|计划|预计)*(?:20\d\d年|今年|明年|\d{1,2}月|[上下]半年|年[底内末]|汛期|春节|国庆))"
)
"""「该项工作于……前完成。」: until when what stands before is done."""
_LIMIT = (
    r"(?:到|于|在|确保|力争|争取|并|要|须|必须|务必|计划|预计|其中){0,2}"
    r"(?:(?:20\d\d年|今年|明年)?\d{1,2}月(?:份)?(?:\d{1,2}日|[上中下]旬|底|末|初)?|[上下]半年|[一二三四]季度|(?:今|明)?年[底内末])"
    r"(?:之前|以前|前)?"
)
_LIMIT_AHEAD = re.compile(rf"\s*{_LIMIT}")
"""How a step begins, and a clause with its limit."""
_STEP = re.compile(
    rf"\s*{_LIMIT}(?:要|须|确保|力争|全部|全面|基本|整体|主体|陆续|实现|正式|启动|开始){{0,3}}(?:[\u4e00-\u9fff]{{2,4}})?(?:完成|建成|完工|交付|销号|清零|见底|投产|验收|收官|封顶|达标|整改|运行|上线|开工|招标|竣工|使用|施工|设计|[查测改拆办发修建搬清]完)(?:工作|任务)?\s*$"
)
"""「4月启动招标，10月底前全部完工」: when the steps of what stands before are taken."""
_LIMITED = re.compile(
    rf"\s*{_LIMIT}[^\d，。]{{0,6}}(?:完成|建成|启动|开工|竣工|完工|投用|交付|验收|招标|进场|封顶|通车)"
)
_HELPS = re.compile(
    r"(?:派员|派人|全程|要|应|须|积极|主动|全力|密切|予以|给予|做好|切实)*(?:配合|协助|协同|协办|协作|参演|(?<=派[员人])(?:参与|参加|列席|到场|进驻)|支持|指导|督促|监督|保障|跟踪|加强(?:指导|监督|督导|协调))"
)
_MARKS = re.compile("[，,、；;]")
_BY_THEN = re.compile("[日月号周][之以]?[前底]")
_LONGEST = 600
_SHORT = 20

_THIS = ("该", "这", "此", "本")


def goes_on(words: str) -> bool:
    """「其中……」, 「9月1日前投入使用。」: a sentence that only adds to the one before it."""
    short = len(words) <= 40
    if len(words) <= _SHORT and "每" in words and _EACH_TIME.match(words):
        return True
    if short and "做到" in words and _ONE_BY_ONE.match(words):
        return True
    if short and words.lstrip()[:1] in _THIS and (work := _THIS_WORK.match(words)):
        words = words[work.end() :].removeprefix("原则上")
    if (_GOES_ON.match(words) and not (words.startswith("其余") and _BY_THEN.search(words))) or (
        len(words) <= 40 and _DONE_BY.match(words)
    ):
        return True
    if len(words) > 80 or not _LIMIT_AHEAD.match(words):
        return False
    clauses = _MARKS.split(words.rstrip("。；; "))
    if not _STEP.match(clauses[0]):
        return False
    return (len(clauses) > 1 and all(map(_LIMITED.match, clauses))) or all(map(_STEP.match, clauses))


_TIME_AHEAD = re.compile(
    r"\s*[^，,。；：:]{2,14}?(?:要|须|应|需|重点)?(?:办|完成|做|抓|落实|推进)[^，,。；：:]{1,8}[:：]"
)
_STAGE_AHEAD = re.compile(r"\s*[^，,。；：:（(\d]{2,14}[（(][^（）()，,]{2,24}[)）](?:[:：]|——)")
_MONTH_AHEAD = re.compile(
    r"\s*(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:[-—–~～至到]{1,2}(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?)?[:：]"
)
"""「三月：召开会议；……」."""
_OF_TIME = re.compile("[前底内末季月旬]")


def time_ahead(words: str) -> int:
    """How many of the words only say until when what follows is to be done: 「清明节前要办的事：」."""
    if not ("：" in words or "——" in words or ":" in words):
        return 0
    ahead = _TIME_AHEAD.match(words) or _MONTH_AHEAD.match(words) or _STAGE_AHEAD.match(words)
    return ahead.end() if ahead and _OF_TIME.search(ahead[0]) else 0


_LABEL_AHEAD = re.compile(r"\s*(?:督办|办理|整改|工作|处理|批示|领导|落实)(?:意见|要求|措施|任务)[:：]")


def _label_ahead(words: str) -> int:
    """How many of the words only say what follows: 「督办意见：」."""
    ahead = _LABEL_AHEAD.match(words) if "：" in words or ":" in words else None
    return ahead.end() if ahead else 0


def tasks_within(words: str) -> list[tuple[int, int]]:
    """A sentence as one stretch, or as several if its clauses bid several units do several things."""
    if len(words) > _LONGEST:
        return [(0, len(words))]
    words = unpaused(words)
    each = words.count("负责") > 1 and _CHARGED_NEXT.search(words) is not None
    agreed = AGREED.match(words) if words.startswith("会") else None
    ones = not (each or agreed) and _is_ones(words)
    handed = _HANDED.search(words)
    turns = _may_turn(words)
    if ones and not handed and not turns:
        return [(0, len(words))]
    pieces = split(words, "，,；;。")
    if each:
        pieces = [part for piece in pieces for part in _each_charged(words, *piece)]
    if len(pieces) < 2:
        return [(0, len(words))]
    if turns and ones and any(_collective(words, *piece) for piece in pieces[1:]):
        ones = False
    pieces[0] = (time_ahead(words) or _label_ahead(words), pieces[0][1])
    cuts = [0]
    last: Subject | None = None
    ahead: frozenset[str] | None = None
    since_role = ""
    charge = False
    presented = agreed["who"] if agreed else ""
    held = "单位" in words  # without it no role
    by = not ones and "由" in words  # one 由 parts nothing from another
    for at, (start, end) in enumerate(pieces):
        apart = last is not None and _OTHER_BY.match(words, start, end) is not None
        others = by and _is_anothers(words, (cuts[-1], pieces[max(at - 1, 0)][0]), start, end)
        if apart or others or (handed and handed.end() <= start and _is_receivers(words, start, end)):
            cuts.append(start)
            last = None
            continue
        if ones:
            continue
        if held and (role := _ROLE.match(words, start, end)) and role[1]:
            if since_role and since_role != role[1]:
                cuts.append(start)
            since_role = role[1]
        found = _doer(words, start, end) or (_collective(words, start, end) if turns else None)
        if found is None:
            ahead = _ahead(words, start, end) if ahead is None and last is None else ahead
            continue
        if ahead is not None and last is None and start:
            place = (cuts[-1], start, end)
            if _has_its_own(words, found, ahead, place) or (by and _is_by_turns(words, found, ahead, place)):
                cuts.append(start)
        if presented and last is None and start and not any(name in presented for name in _names(found)):
            cuts.append(start)
        before, charge = charge, in_charge(words, found, end)
        charged = before or charge
        if (
            last
            and words[start - 2 : start - 1] != "的"
            and not _HELPS.match(words, found.end, end)
            and not only_supports(words, found, end)
            and _names(found).isdisjoint(_names(last))
            and not charged
            and not _names_only(words, cuts[-1], start)
        ):
            cuts.append(start)
        last = found
    return list(zip(cuts, [*cuts[1:], len(words)], strict=True))


def _may_turn(words: str) -> bool:
    """Whether two may be told that they must."""
    return words.count("要") + words.count("应") + words.count("须") > 1


def _collective(words: str, start: int, end: int) -> Subject | None:
    """「地方政府要按规定制定……」: who must, by what he is."""
    name = start + _SHORTEST_NAME
    if words.find("要", name, end) < 0 and words.find("应", name, end) < 0 and words.find("须", name, end) < 0:
        return None
    named = bidden(words, start, end)
    return Subject(named, "must", named[-1].end) if named else None


_SHORTEST_NAME = 2


_CHARGED_NEXT = re.compile(
    r"、(?=[县市区镇乡省][\u4e00-\u9fff]{2,10}?(?:局|办|委|院|公司|中心|集团|队)(?:具体)?负责(?!的)[\u4e00-\u9fff])"
)


def _each_charged(words: str, start: int, end: int) -> list[tuple[int, int]]:
    """「县住建局负责施工、县财政局负责资金」: each of them does something else."""
    cuts = [mark.end() for mark in _CHARGED_NEXT.finditer(words, start, end) if "负责" in words[start : mark.start()]]
    return list(zip([start, *cuts], [*(cut - 1 for cut in cuts), end], strict=True))


_THEY = re.compile(r"各[\u4e00-\u9fff]{2,10}?(?=每|要|应|须|必须|在|于|\d)")
_MIDST = re.compile(r"[^，。由]{2,20}(?=由[\u4e00-\u9fff]{3,14})")


def _ahead(words: str, start: int, end: int) -> frozenset[str] | None:
    """Those who lead, or are named in a clause's midst, or only by what they are: 「取暖补贴由县民政局核定名单」."""
    begin = after_leading(words, start, end)
    found = subject(words, begin, end)
    if found and found.role == "lead":
        return frozenset(_names(found))
    if _THEY.match(words, begin, end):
        return frozenset()
    midst = _MIDST.match(words, start, end)
    by = subject(words, midst.end() + 1, end, agent=True) if midst else None
    units = by and by.role in ("", "agent", "bare") and all(name.kind == "unit" for name in by.names)
    return frozenset(_names(by)) if by and units else None


def _has_its_own(words: str, found: Subject, ahead: frozenset[str], place: tuple[int, int, int]) -> bool:
    """Whether a clause gives another unit something of its own to be done, with a day or a measure as what stands
    before it has. place: where the task before it begins, and the clause."""
    since, start, end = place
    if not _names(found).isdisjoint(ahead) or _HELPS.match(words, found.end, end) or only_supports(words, found, end):
        return False
    return _is_own(words[found.end : end]) and (
        _is_own(words[since:start]) or _MIDST.match(words, since, start) is not None
    )


_BY_FIRST = re.compile(r"[^由]{0,12}由[\u4e00-\u9fff、]{2,24}?牵头[\u4e00-\u9fff]{2}")


def _is_by_turns(words: str, found: Subject, ahead: frozenset[str], place: tuple[int, int, int]) -> bool:
    """「由×局牵头办理协议，由×局对协议进行审查」: after 由 each time another, and each with something to do."""
    since, start, end = place
    another = words.startswith("由", start) and _names(found).isdisjoint(ahead) and len(found.names) == 1
    if not another or _HELPS.match(words, found.end, end) or only_supports(words, found, end):
        return False
    return found.names[0].kind == "unit" and _BY_FIRST.match(words, since, start) is not None


def _is_own(words: str) -> bool:
    return bool(measures(words) or dues(words))


_ACTS = re.compile(rf"[要应须由请让把将每，,；;\d]|(?:{ACTIONS})")


def _names_only(words: str, start: int, end: int) -> bool:
    """「各镇入库进度，请财政局每旬排队。」: what stands first only says what it is about."""
    said = words[start : end - 1]
    return len(said) <= _SHORT and not _ACTS.search(said)


def _is_ones(words: str) -> bool:
    """Whether nothing in a sentence hints at a second who has something to do, but for those to whom it is handed."""
    if "单位" in words or words.count("由") > 1:
        return False
    if "：" in words or ":" in words or "！" in words:  # where `most_doers` parts clauses, and tasks are not parted
        return False
    return most_doers(words) < 2 and _ANOTHER.match(words) is None


_ANOTHER = re.compile(
    r"(?:[^，。由]{2,20}由[\u4e00-\u9fff]{3,14}|各[\u4e00-\u9fff]{2,10}(?:每|要|应|须|必须))[^，。]{2,40}[，,](?=[县市区镇乡州旗][\u4e00-\u9fff]{2,12})"
)
"""Somebody in a clause's midst, or whom no registry knows, and a unit at the head of the next."""
_ROLE = re.compile("各?((?:主|承|会|协)办|牵头|配合|责任|参与|建设|施工|监理)(?:责任)?单位(?:要|应|须|必须|负责)")
"""「会办单位应……，主办单位应……」: each has its own to do."""
_RECEIVED = ("向", "报", "送", "交", "报给", "报至")
_HANDED = re.compile("[向报送交]")
_DOES = re.compile(r"(?:由)?([\u4e00-\u9fff]{3,16}?)(?:将|负责|要|汇总|综合|审核|统一|进行|定期|及时|适时|组织|对|每)")


def _is_receivers(words: str, start: int, end: int) -> bool:
    """「……报区督查组，由区督查组综合后……」: to whom the one reports, that one has something else to do."""
    handed = _HANDED.search(words, max(0, start - 120), start)
    found = _DOES.match(words, start, end) if handed else None
    if found is None:
        return False
    before = words[max(0, start - 120) : start]
    return any(f"{verb}{found[1]}" in before for verb in _RECEIVED)


_BY = re.compile(r"[^，由]{2,24}由[\u4e00-\u9fff、]{2,14}(?:牵头|负责|派|组织|落实|实施|承担|完成)")


_OTHER_BY = re.compile(
    r"(?!具体|该|此|本|以上|上述|这|所需|其中|并|同时|均|都|统一|统|由)[^，由\d]{4,20}由[\u4e00-\u9fff、]{2,16}负责"
)
"""「林业局完成造林，国道沿线的补植由交通局负责」: behind what one does, another thing and whose it is."""


def _is_anothers(words: str, since: tuple[int, int], start: int, end: int) -> bool:
    """「甲由……牵头，……，乙由……负责」: another thing, and somebody else's. since: where the task before it begins, and
    the clause."""
    by = start > since[0] and words.find("由", start, end) >= 0 and _BY.match(words, start, end) is not None
    return by and any(_BY.match(words, begin, start) for begin in since)


_THERE = re.compile("(?:项目)?(?:所在|属地|沿线|涉及)")
"""所在镇街: those of the place help."""
_VERB = re.compile("[每向请]|确定|明确|纳入|包括|完成|帮助|推动|提高|结合|按照|协助|督促|指导")


_THINGS = frozenset(("数据", "资源", "环境", "文化", "电力", "粮食", "交通", "档案"))
"""「每月监测一次，数据上墙」: a department's short name that without 要 is but a thing."""
_WITH_WHOM = ("与", "和", "跟")
"""「与各乡镇签订责任书」: with whom, and not who."""


_PASSES_ON = frozenset(("审核后", "审查后", "会签后", "复核后", "把关后", "汇总后", "审定后"))
"""「×局修改完善，×局审核后，印发」: what the second does goes on behind the comma."""


def _names(found: Subject) -> set[str]:
    return {name.text for name in found.names}


def _doer(words: str, start: int, end: int) -> Subject | None:
    """A clause's subject that does something in this very clause."""
    begin = after_leading(words, start, end)
    if words[begin : begin + 1] in _WITH_WHOM:
        return None
    by = words.startswith("由", begin, end)
    found = subject(words, begin + by, end, agent=by)
    if found is None or found.role in ("lead", "co") or any(name.kind == "vague" for name in found.names):
        return None
    if found.role == "bare" and found.names[0].text in _THINGS:
        return None
    if any(_VERB.match(name.text) or _THERE.match(name.text) for name in found.names):
        return None
    if speaks(words, found, end):
        return None
    rest = words[found.end : end].strip("。；;，, ")
    if rest in _PASSES_ON and words.startswith("，", end):
        return found
    return found if len(rest) >= 4 and not rest.endswith(("的", "时")) else None
