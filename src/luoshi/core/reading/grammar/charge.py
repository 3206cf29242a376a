"""Who is in charge of what others do, who only helps, and who merely speaks of it."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.answers import names_at
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.doers import AGENT, SEES, Subject, after_leading, subject
from luoshi.core.reading.grammar.lexicon import TITLES
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.seeing import some_one

CHARGE = re.compile(
    r"(?:分片|分头|分别|共同|总|具体|亲自|全程|要|负责|定期|及时|每[周月旬季](?:度)?)*(?:督办|督导|督战|包案|包联|包抓|包保|挂帅|抓总|协调|调度|统筹|分管|领衔|主抓|盯|把关|过问|靠上去|负总责|统一指挥)"
    r"|(?:会同|商|与|和)[^，。；]{2,20}(?:牵头|负责|协调|主持|包案|督办)|(?:[担兼]?任|当)[\u4e00-\u9fff]{0,6}(?:组长|指挥|召集人|链长)"
)
"""What a leader does for a task that others carry out."""


def in_person(words: str, start: int, end: int) -> list[Name]:
    """「卫国同志要亲自抓」, 「请林县长多跑几趟省厅」: persons of whom nothing is said but that they see to it."""
    if not _TITLED.search(words, start, end):
        return []
    head = after_leading(words, start, end)
    by = AGENT.match(words, head, end)
    found = subject(words, by.end() if by else head, end, agent=by is not None) if end - head <= 40 else None
    if found is None or not all_persons(found) or speaks(words, found, end):
        return []
    if not some_one(found.names, words):
        return []
    rest = words[found.names[-1].end : end].rstrip("。！；; ")
    if (mark := words.find("、", found.names[-1].end + 1, end)) > 0 and (more := in_person(words, mark + 1, end)):
        return [*found.names, *more] if SEES.fullmatch(words, found.names[-1].end, mark) else []
    return found.names if SEES.fullmatch(_NOTHING_MORE_SAID.sub("", rest)) else []


_TITLED = re.compile(TITLES)
"""Without a title nobody is called so that he is known to be a person."""
_NOTHING_MORE_SAID = re.compile(r"^(?:等[两二三四五几]位[^，。]{0,6}|[（(][^（()）]*[)）])")


def in_charge(words: str, found: Subject, end: int) -> bool:
    """Whether persons are said to be in charge, rather than to do it themselves."""
    said = found.role in ("lead", "joint") or CHARGE.match(words, found.end, end) or SEES.match(words, found.end, end)
    return bool(said) and all_persons(found)


def topic_leaders(words: str) -> tuple[list[Name], list[Name]]:
    """The leaders, and the units that do it: 「供热这块，由×副县长牵头抓，县住建局具体负责。」;
    「农贸市场这块，归永昌副县长管。」, 「搬迁由谢明同志挂帅，赵敏同志具体抓。」: in charge of what follows."""
    said = _TOPIC_OF.match(words) if len(words) <= 90 else None
    if said is None:
        return [], []
    named = names_at(words, *said.span("who"))
    if not named or not all(name.kind == "person" for name in named) or not some_one(named, words):
        return [], []
    units: list[Name] = []
    for start, end in split(words[said.end() :], "，,；;"):
        first, last = said.end() + start, said.end() + end
        if not words[first:last].strip("。；; "):
            continue
        more = in_person(words, first, last)
        if not more and not units and (does := subject(words, first, last)) and _only_answers(words, does, last):
            units = does.names
        elif not more:
            return [], []
        named += more
    return named, units


def _only_answers(words: str, found: Subject, end: int) -> bool:
    """「县住建局具体负责」, and not a word of what."""
    return (
        found.role in ("joint", "lead")
        and all(name.kind == "unit" for name in found.names)
        and not words[found.end : end].strip("。；; ")
    )


_TOPIC_OF = re.compile(
    r"\s*(?:会议(?:明确|决定|议定|要求|确定)[，,：:])?(?!以上|上述|其余|剩余|逾期|超期)[^，,。；;：:\d]{2,16}?[，,]?(?:都|统一|全部|总的|还是|就){0,2}(?:归|由|请)(?!于)"
    r"(?P<who>[^，,。；;：:\d]{2,40}?)(?:来|去|总|具体|牵头|全面)*(?:管|挂帅|牵头|负责|负总责|抓总|主抓|分管|包抓|包案|盯|盯着|调度|统筹|挑头|领衔)(?:到底|起来|负责|抓总|调度|协调|落实|抓)?(?=[，,。；;]|$)"
)


def all_persons(found: Subject) -> bool:
    names = found.names
    return names[0].kind == "person" and (len(names) == 1 or all(name.kind == "person" for name in names))


def speaks(words: str, found: Subject, end: int) -> bool:
    """「谢县长5月8日对……作出批示」: who bids, says or signs does not do it."""
    if words.startswith(("把", "将"), found.end):
        return False  # 「老田把会议要求整理出来」
    if found.role == "lead" or not all_persons(found) or not (said := _SAYS.search(words[found.end : end][:90])):
        return False
    asked = words[max(found.names[0].start - 1, 0) : found.names[0].start] == "请"
    return not (asked and said[0].endswith(("主持召开", "主持会议")))


_SAYS = re.compile(
    r"(?:作出|作了|提出|签署|明确)(?:了)?[^，。]{0,8}(?:批示|指示|要求|讲话)|批示$|批示[:：]|(?:^|[\u4e00-\u9fff])(?:指出|(?<!加)强调|表示|要求|主持召开|主持会议|出席|列席|审定|审签|签发|听取|检验|审阅|阅示|过目)"
)
