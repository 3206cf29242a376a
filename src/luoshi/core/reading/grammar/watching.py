"""Sentences that only say which leader sees to a work: 「上述工作由副县长×负总责。」, 「这两项请×同志跟到底。」."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from luoshi.core.reading.grammar.brackets import ENCLOSES, split
from luoshi.core.reading.grammar.dues import dues
from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.numerals import count_said
from luoshi.core.reading.grammar.presiding import presiding
from luoshi.core.reading.grammar.seeing import DOES, persons_at, who_sees

_NUMBER = r"(?P<count>[二两三四五六七八九十几\d]{1,2})"
_OF = r"(?:项|条|件|个|块|点|宗|桩|类|方面|摊)"
_NOUN = r"(?:(?![由请归让均都责])[\u4e00-\u9fff“”]){0,14}?"
SAID = (
    r"\s*(?:会议(?:还|同时)?(?:明确|议定|决定|要求|确定|强调|商定)[，,：:]?|对此[，,]|另外[，,]|同时[，,]|为此[，,])?"
)
_WHICH = searched(
    rf"{SAID}(?:"
    rf"(?P<back>以上|上述|前述|前面|上面|前边|上边|刚才|前)(?:(?:说|讲|提|列|定)(?:到|过|出)?的?|的)?(?:这)?(?:{_NUMBER}{_OF}|各{_OF}?|所有|全部|几{_OF})?{_NOUN}"
    rf"|(?:这|此|该)(?P<count2>[二两三四五六七八九十几\d]{{1,2}})(?:{_OF})(?:事情?)?{_NOUN}"
    rf"|(?:以下|下列|下述|下面|如下)(?:[两二三四五六七八九十几\d]{{1,2}}{_OF}|各{_OF}?|所有|全部|几{_OF})?{_NOUN}"
    rf"|(?P<those>这些|这几{_OF}){_NOUN}"
    rf"|(?P<this>(?:此|该|这|本)(?:一?{_OF}|部分|章|节|板块|组|领域|专项|行动|战役)?(?:事情?|工作|任务|事项|项目|问题|工程|案件?|活动)?{_NOUN}))"
    r"(?P<by>[，,]?(?:均|都|统一|全部|一律|总的|还是|就|一并|统统)*(?:我|还)?(?:由|请|归口?|交由|交给|委托|责成|让|麻烦|明确由|指定)|[，,]?(?<=[作务项事情目题块件条点，,])(?=(?:(?![由请归让均都交责])[\u4e00-\u9fff]){1,14}(?:长|同志|书记|主任|主席|部长)))"
)
_LONGEST = 80
_DEED = re.compile(rf"(?:要|并|且|也|还|负责|尽快|同时)*(?:{ACTIONS})")
_OF_HIM = re.compile(
    rf"(?:(?:下面|以下|上述|以上|后面|前面|这)[^，。]{{0,8}})?(?:都|均|全|也|一并|统统|就)*(?:由|归|请)?他(?:们)?(?:俩|两人|二人)?(?:{DOES})(?:[、并和](?:{DOES}))*"
)
_TO_DO = re.compile(
    r"(?:(?:下面|以下|下列|眼下|当前|近期|重点|先)?(?:这)?[两二三四五六七八九几\d]{1,2}(?:件|项|个|条|点|桩)(?:事情?|工作|任务|活)?(?:要|必须|务必|一定要|都要)(?:抓好|办好|做好|抓紧办|落实好?|抓实|办成|办到位|盯住|抓到位)"
    r"|(?:重点|主要|牵头|集中|具体|必须|务必|要|并|负责)*(?:抓好|办好|做好|落实|抓|干好|盯住|盯紧|解决|完成|推进|抓紧办|办)(?:以下|下面|下列|好|这)?(?:[两二三四五六七八九几\d]{1,2})?(?:件|项|个|条|点|桩)?(?:方面)?(?:的)?(?:重点|具体|主要)?(?:事情?|工作|任务|问题|事项|活)?)"
)
_OFTEN = re.compile(
    r"(?:要|并|且|坚持|做到|至少|原则上)*(?:每[天日周旬月季](?:度)?|半月|定期|及时|亲自|随时|全程)[^，。；]{0,3}?(?:调度|过问|督导|督促|协调|通报|研究|检查|听取|会商|盯|听|看|跑|碰头|点评|问|开会)[^，。；]{0,8}"
    r"|确保[^，。；\d]{2,12}|直[到至][^，。；\d]{2,12}|[^，。；\d]{0,6}(?:到底|为止|撒手|放手|收兵|罢休)"
)


class Watch(NamedTuple):
    """The leaders, and whose work it is: so many tasks before, -1 all before, 0 whatever stands beside it."""

    leaders: list[Name]
    back: int
    severally: bool = False
    """Each sees to one of them, in their order."""
    more: bool = False
    """The sentence goes on with something to be done."""


def watch(words: str) -> Watch | None:
    """What a sentence says, if it says nothing but who sees to the work of which others speak."""
    if len(words) > _LONGEST:
        return None
    which = _WHICH.match(words)
    if which is None:
        return _presides(words)
    back, asked = _back(which), bool(which["by"])
    said = _leaders(words, which.end(), asked=asked, whole=False) if back and "，" in words else None
    whole = _leaders(words, which.end(), asked=asked)
    if not (said or whole):
        return _presides(words)
    return Watch(whole or said or [], back, "分别" in words or "分头" in words, whole is None)


def _presides(words: str) -> Watch | None:
    """「副县长×负责上述问题的协调。」: the work stands behind him."""
    said = presiding(words)
    rest = _CLAUSES.split(words[said[2] :]) if said else []
    if said is None or not all(_adds_nothing(one) or _ASSISTS.fullmatch(one) for one in rest if one.strip()):
        return None
    return Watch(said[0], said[1])


_CLAUSES = re.compile("[，,。；;！!]")
_ASSISTS = re.compile("[\u4e00-\u9fff、]{0,14}[长任席记员理][\u4e00-\u9fff]{2,4}(?:协助|配合|协同|协管)")
"""「县政府办公室主任×协助」."""


def watch_of_topic(words: str) -> list[Name]:
    """「供水这件事，由×副县长盯到底。」, 「由×同志牵头，每周调度一次。」: whoever sees to what others say beside it."""
    if len(words) > _LONGEST or not _CALLED.search(words):
        return []
    if "对" in words and (over := _OVER.match(words)):
        return persons_at(words, *over.span("who"))
    asked = _ASKED.match(words) or _TOPIC.match(words)
    if _NOBODYS.search(words, 0, _FAR):
        return []  # 「包抓领导要及时协调」
    if field := _FIELD.match(words):
        return _leaders(words, field.end(), asked=False) or []
    if asked is None and _CALLED.search(words, 0, _FAR):
        return _leaders(words, 0, asked=False) or []
    topic = (asked.groupdict().get("topic") or "") if asked else ""
    if topic and (_DEED.match(topic) or dues(topic)):
        return []  # what is to be done, and who sees to it
    return (_leaders(words, asked.end(), asked=False) or []) if asked else []


_OVER = re.compile(
    rf"{SAID}(?:由|请)?(?P<who>[^，。；：\d]{{2,20}}?)(?:要|负责)?对(?:以上|上述|前述|这|此|该)[\u4e00-\u9fff]{{1,12}}?(?:{DOES})[。；]?$"
)
"""「×同志对上述工作负总责。」."""
_FAR = 14
_NOBODYS = re.compile("领导(?=要|应|须|必须|务必|对|每)")
_FIELD = re.compile(
    r"\s*(?:说到|讲到|至于|关于)?[^，,。；;：:\d由请归]{1,10}(?:这一?块|这摊子?事?|这件事|方面|上的事|的事情?|(?<=[说讲]到..)|(?<=[说讲]到...)|(?<=[说讲]到....))(?:的?(?:工作|事情?))?[，,]?(?=.{0,12}[长志席记任委员]|老)"
)
"""「供水这块，老蒲你盯到底」."""
_TOPIC = re.compile(
    rf"{SAID}(?!以上|上述|其余|剩余|逾期|超期|凡|对)(?P<topic>[^，,。；;：:\d]{{2,16}}?)[，,]?(?:都|统一|全部|总的|还是|就|我|一律)*(?:由|请|归口?|交给|交由)"
)


def watch_ahead(words: str) -> list[Name]:
    """「请×同志牵头包案，下面两件都由他盯到底」, 「×副县长抓总，办好两件事」: before a colon, of all behind it."""
    if len(words) > _LONGEST or not _CALLED.search(words):
        return []
    asked = _ASKED.match(words)
    return _leaders(words, asked.end() if asked else 0, asked=False) or []


_ASKED = re.compile(
    rf"{SAID}(?:[\u4e00-\u9fff]{{2,10}}[，,])?(?:我|就|还是|建议|拟)*(?:由|请|责成|委托|指定|明确由|归)"
)
_CALLED = re.compile("长|同志|书记|主任|主席|部|常委|委员|成员|老|领导")


def _back(which: re.Match[str]) -> int:
    count = which["count"] or which["count2"]
    if count:
        return count_said(count)
    return -1 if which["back"] or which["those"] else 0


def _leaders(words: str, start: int, *, asked: bool, whole: bool = True) -> list[Name] | None:
    """Who sees to it as the first clause says, and those beside him, if no clause says anything else."""
    if whole and _adds_at_end(words, start):
        return None
    said = who_sees(words, start, asked=asked) or _handed(words, start)
    if said is None:
        return None
    leaders, end = said
    for first, last in split(words[end:], _MARKS):
        clause = words[end + first : end + last]
        if more := who_sees(clause, 0) if _CALLED.search(clause) else None:
            shift = end + first
            leaders += [replace(name, start=name.start + shift, end=name.end + shift) for name in more[0]]
        elif whole and clause.strip() and not _adds_nothing(clause.strip()):
            return None
    return leaders


_MARKS = "，,。；;：:！!"
_PARTS = re.compile(f"[{_MARKS}]")


def _adds_at_end(words: str, start: int) -> bool:
    """Whether the last clause says something else, as most do: a cheap look before the dear one at the first."""
    stop = _STOP.search(words, start)
    if stop is None or ENCLOSES.search(words, start):
        return False
    clauses = _PARTS.split(words[stop.end() :])
    last = next((clause.strip() for clause in reversed(clauses) if clause.strip()), "")
    return bool(last) and not _CALLED.search(last) and not _adds_nothing(last)


_SPURRED = re.compile(
    r"[\u4e00-\u9fff、]{0,16}(?:督查室|督查办|督查局|督查考核办|考核办|办公室|政府办|县委办|两办|专班)(?:要|负责|全程|定期|适时)*(?:跟踪|督办|督查|问效|督导|督促|考核|通报){1,3}(?:落实|问效|到位|检查)?"
)
"""「县委督查室跟踪问效」: who watches over it does none of it."""
_HOW = re.compile("|".join(form.pattern for form in (_SPURRED, _OFTEN, _OF_HIM, _TO_DO)))
_UNIT = re.compile(r"\d|[局厅镇乡]|(?<![督催交])办(?![成好完到理])|委(?!托)")


def _handed(words: str, start: int) -> tuple[list[Name], int] | None:
    """「供水交给×副县长，一抓到底」: to whom it is handed sees to it."""
    stop = _STOP.search(words, start)
    if stop is None or not words.endswith(("交给", "交由", "委托", "归口"), 0, start):
        return None
    named = persons_at(words, start, stop.start())
    return (named, stop.start()) if named else None


_STOP = re.compile("[，,。；;：:]|$")


def _adds_nothing(clause: str) -> bool:
    """How, and until when he does: 「一天不通就一天不撤」."""
    if len(clause) <= 16 and not _UNIT.search(clause) and not _DEED.match(clause):
        return True
    return _HOW.fullmatch(clause) is not None
