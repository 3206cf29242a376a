"""How blocks stand to one another, and what their lines say of what stands under or over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.assignments import assignment
from luoshi.core.reading.grammar.dues import best_due, due_of_title, dues, until
from luoshi.core.reading.grammar.fronts import heading_owners
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.lexicon import NAME_LIKE
from luoshi.core.reading.grammar.moments import Due
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.references import number_value
from luoshi.core.reading.grammar.sorts import is_bare_name, is_unit
from luoshi.core.reading.grammar.subjects import subject_owners
from luoshi.core.reading.numbering import Number, number_of
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.sayings import Saying
from luoshi.core.reading.signs.bids import ACTION
from luoshi.core.reading.structure import Block

_AS_BEFORE = re.compile(
    r"([\u4e00-\u9fff]{2,8}(?:[、和及][\u4e00-\u9fff]{2,6})?)[】\]]?[:：]?\s*[（(]?(同上|同前|〃|同第?\d{1,2}项?)"
)

_OF_BOTH = re.compile("(?:领导|责任人)[、和及]")
"""「责任领导、责任单位同上」."""


def said_again(saying: Saying, last: Owners) -> Owners:
    """Puts those named last where a line says 「同上」. Gives whom the next such line would mean."""
    owners = saying.owners
    words = saying.flow.text[saying.start : saying.end] if owners.vague else ""
    for found in _AS_BEFORE.finditer(words):
        role, place = role_of_label(found[1]), found.span(2)
        if role and _OF_BOTH.search(found[1]):
            owners.leaders = [replace(name, start=place[0], end=place[1]) for name in last.leaders]
            role = "joint" if "单位" in found[1] or "部门" in found[1] else role
        if role == "leader":
            owners.leaders = [replace(name, start=place[0], end=place[1]) for name in last.leaders]
        elif role == "co":
            owners.co = [replace(name, start=place[0], end=place[1]) for name in last.co]
        elif role in ("lead", "joint") and not owners.lead:
            owners.lead = [replace(name, start=place[0], end=place[1]) for name in last.lead]
            owners.co += [replace(name, start=place[0], end=place[1]) for name in last.co] if role == "joint" else []
    return Owners(
        lead=owners.lead or last.lead,
        co=owners.co if owners.lead or owners.co else last.co,
        leaders=owners.leaders or last.leaders,
    )


def may_entitle(following: Block) -> bool:
    """Whether a block can be what stands under a title: an item or a paragraph, and no line of owners."""
    return following.kind == "paragraph" or following.number is not None


FEW = 2
_LONGEST_TITLE = 45
OF_ALL = re.compile(
    r"本(?:清单|方案|表|台账|通知|纪要|计划|分工|次会议)|所有|全部|各项|各部分|全文|"
    r"总(?:牵头|负责|协调|调度)|负总责|注[:：]|说明[:：]|统一|均"
)


def with_title(saying: Saying, words: str) -> Saying:
    """「一、县民政局（牵头领导：谢明）」: the bracket names the leader, the title the unit."""
    number = number_of(words)
    begin = number.end if number else 0
    if saying.owners.lead:
        return saying
    titled = heading_owners(words[begin : saying.start])
    for name in (*titled.lead, *titled.co):
        if name.text.endswith(("专班", "组")):  # the group that the leader heads
            continue
        at = begin - saying.start  # places count from the bracket
        saying.owners.take("joint", [replace(name, start=name.start + at, end=name.end + at)])
    return saying


def led_line_of(block: Block) -> Saying | None:
    """「县财政局牵头，县商务局配合。」 as a paragraph by itself."""
    words = block.flow.text
    if block.number or len(words) > _LONGEST_LED or not _leads(words) or words.rstrip().endswith(("：", ":")):
        return None
    said = assignment(words)
    if said is None or not said.owners.lead or said.back:
        return None
    return Saying(said.owners, block.flow, 0, len(words), source="line")


def _leads(words: str) -> bool:
    return "牵头" in words or "负责" in words


DEMANDS_LINE = re.compile(
    r"(?:工作|有关|相关|几点|具体|落实|办理|整改|督办|反馈|报送)要求[:：]?|(?:组织|工作)保障[:：]?|保障措施[:：]?"
)
WHOLE_YEARS = re.compile("全年|年内|年度|十.五")
"""「全年要办好以下实事：」 says of what year they are."""
_LONGEST_LED = 200
WATCHED = re.compile(r"[（(【\s]*(?:督办|监督|督查|督导|指导|考核|跟踪|联络)")
"""「督办单位：……」: a line among the owners' that names none."""
YEAR = re.compile(r"(?:(?:今年|全年)(?<!\d年..)|本年度(?<!\d年...))(?!以来|初|的?(?:工作)?(?:回顾|总结|情况))")


def in_bracket(saying: Saying, due: Due) -> bool:
    """「（全年）」 behind a title says nothing else."""
    return saying.flow.text[saying.start + due.start - 1 : saying.start + due.start] in ("（", "(")


_AHEAD = re.compile(r"目标|任务|完成|工作|确保|办好|实事")


def year_of(block: Block) -> Saying | None:
    """The time limit that a heading with 今年 or 全年 sets; a year's number sets none."""
    words = block.flow.text
    found = YEAR.search(words) if len(words) <= 40 else None
    if found and _AHEAD.search(words):
        due = Due(found[0], found.start(), found.end())
        return Saying(Owners(due=due), block.flow, 0, len(words), source="above", shared=True)
    return _limit_of(block, 0, len(words))


def _limit_of(block: Block, start: int, end: int) -> Saying | None:
    """「一、3月底前办结」, 「（二）集中整治阶段（4月1日至8月31日）」: the limit that a heading sets."""
    words = block.flow.text[start:end]
    if len(words) > 60 or _LOOKS_BACK.search(words):
        return None
    number = number_of(words)
    mark = number.end if number else 0
    if titled := due_of_title(words[mark:]):
        due = titled._replace(start=mark, end=mark + titled.end)
        return Saying(Owners(due=due), block.flow, start, end, source="above", shared=True)
    title = words[mark:]
    bracket = _stage_in(title)
    best, at = (until(title.rstrip("。：:")) if _ALL_TIME.fullmatch(title) else None), mark
    if bracket:
        best, at = time_in(bracket[bracket.lastindex or 1]), mark + bracket.start(bracket.lastindex or 1)
    elif best is None and _BY_THEN.search(words):
        best, at = best_due(dues(words)), 0
    if best is None or best.repeats:
        return None
    due = best._replace(start=best.start + at, end=best.end + at)
    return Saying(Owners(due=due), block.flow, start, end, source="above", shared=True)


def time_in(bracket: str) -> Due | None:
    """The limit that a heading's bracket holds, if it holds nothing else."""
    return until(bracket)


TIMED = re.compile(r"[^，。；：:（）()\d]{2,24}[（(]([^（）()]{2,30})[)）]。?")
_LOOKS_BACK = re.compile("回顾|总结(?!验收|提升|阶段|评估|[（(])|情况|以来|(?:完成|取得)了")
_BY_THEN = re.compile(
    r"(?:前|底|末|内|半年|季度)[^，。；]{0,6}(?:完成|办结|建成|开工|竣工|启动|见效|推进|落实|整改|销号)"
)
_STAGE = re.compile(
    r"(?:^|[\u4e00-\u9fff])[（(]([^（）()]{2,40})[)）]|^[^，。：:（）()\d\s]{2,16}[\s\u3000]+(\d[^，。：:（）()]{1,30})$|^[^，。：:（）()\d]{2,16}[:：]([^，。：:（）()]{2,30})。?$"
)


_MARKS_STAGE = re.compile(r"[（(:：\s]")


def _stage_in(title: str) -> re.Match[str] | None:
    """The time of a stage behind its name: in brackets, behind a blank, or behind a colon."""
    return _STAGE.search(title) if _MARKS_STAGE.search(title) else None


_ALL_TIME = re.compile(r"[\d年月日号上中下旬底末初前内第季度半至到起—－~～\-一二三四五六七八九十]{2,30}[。：:]?")
"""「（一）2026年3月—4月。」: a title that is nothing but a time."""


def stage_of(passage: Passage) -> Saying | None:
    """The same where the heading is a paragraph's first sentence."""
    block = passage.block
    if block.number is None or passage.start > block.number.end or len(passage.sentences()) < 2:
        return None
    first = passage.sentences()[0]
    words = block.flow.text[first.start : first.end]
    said = _stage_in(words) or due_of_title(words) or _ALL_TIME.fullmatch(words)
    return _limit_of(block, first.start, first.end) if said else None


_OPENING = re.compile(r"由([\u4e00-\u9fff（）()、]{2,30}?)(?:具体|全权|总)?(?:负责|牵头)[，,]")


def opening_of(passage: Passage) -> Saying | None:
    """「（二）由县林业局负责，……。同时，做好……。」: who is named at an item's head answers for its later sentences."""
    number = passage.block.number
    if passage.sayings or number is None or not is_item(number) or len(passage.sentences()) < 2:
        return None
    found = _OPENING.match(passage.block.flow.text, passage.start)
    owners = heading_owners(found[1]) if found else Owners()
    if found is None or not owners.lead:
        return None
    return Saying(owners, passage.block.flow, found.start(1), found.end(1), source="front")


def shares_of(saying: Saying, count: int) -> list[Saying]:
    """What each of the items gets: all the same, or, of as many leads as items, each its own."""
    leads, leaders = saying.owners.lead, saying.owners.leaders
    if saying.severally and not leads and len(leaders) == count:
        return [replace(saying, owners=replace(saying.owners, leaders=[leader])) for leader in leaders]
    if not saying.severally or len(leads) != count:
        return [saying] * count
    return [replace(saying, owners=replace(saying.owners, lead=[lead])) for lead in leads]


def leader_line_of(block: Block) -> Owners | None:
    """「■ 万里云（县委常委、常务副县长）」: the leader whose items follow."""
    begin = block.number.end if block.number else 0
    title = block.flow.text[begin:]
    if len(title) > 40:
        return None
    owners = heading_owners(title)
    bare = title.strip("【】*：: \u3000")
    if is_bare_name(bare) and not bare.startswith(NAME_LIKE):
        owners = Owners(leaders=names_at(title, 0, len(title)))
    if not owners.leaders or owners.lead:
        return None
    return Owners(leaders=[replace(name, start=name.start + begin, end=name.end + begin) for name in owners.leaders])


def names_whose(block: Block, following: Sequence[Block]) -> bool:
    """「一、县住建局：」 over its items or paragraphs."""
    words = block.flow.text
    if block.number is None or block.number.level > 3 or words.rstrip()[-1:] not in "：:）" or not _WHOSE.search(words):
        return False
    over = bool(following) and (is_deeper(following[0], block) or following[0].number is None)
    return over and heading_owners(words[block.number.end :]).any()


_WHOSE = re.compile(r"(?:[:：]|各[\u4e00-\u9fff]{1,3}（[\u4e00-\u9fff、]{1,5}）)\s*$")
_TITLE_OF = re.compile(
    r"[\u4e00-\u9fff、“”]{2,24}(?:——|—|－|[:：，,])(?=由|[省市县区各镇]|[\u4e00-\u9fff]{1,10}(?:[县市区]长|同志|主席|部长|书记))"
)
"""「城乡建设——」 before who is in charge of it."""


def said_in_title(words: str, begin: int) -> Owners:
    """「一、县住建局牵头抓好城乡建设」, 「一、城乡建设，由县住建局负责」: whose the items under a title are."""
    of = _TITLE_OF.match(words, begin)
    for start in (of.end(), begin) if of else (begin,):
        title = words[start:]
        said = assignment(title)
        owners = said.owners if said and not said.back else Owners()
        if not owners.any() and len(title) <= _LONGEST_TITLE and _leads(title):
            owners = subject_owners(title)
        if owners.any():
            return _behind_title(owners, start - begin)
    return Owners()


def _behind_title(owners: Owners, shift: int) -> Owners:
    """The same owners, their places counted from the title's beginning."""

    def moved(found: list[Name]) -> list[Name]:
        return [replace(name, start=name.start + shift, end=name.end + shift) for name in found]

    return Owners(moved(owners.lead), moved(owners.co), moved(owners.joint), moved(owners.leaders))


def has_items(following: Block, block: Block) -> bool:
    """Whether items follow: numbered deeper, or numbered at all where this line has but a mark."""
    if following.number is None:
        return False
    level = level_of(block)
    return following.number.level > level or level in (0, 7)


_REPORTED = 160
_REPORTS = re.compile(r"(?:^|听取(?:了)?|[、.．:：\s])([\u4e00-\u9fff]{3,16}?)关于[^。]{2,60}(?:汇报|情况|说明)")


def reporter_of(block: Block) -> Saying | None:
    """「县交通局关于……的汇报」: who reported on the matter."""
    found = _REPORTS.search(block.flow.text, 0, _REPORTED)
    if found is None or not (owners := heading_owners(found[1])).lead:
        return None
    moved = [replace(name, start=0, end=len(name.text)) for name in owners.lead[:1]]
    return Saying(Owners(lead=moved, together=True), block.flow, found.start(1), found.end(1), source="reporter")


def is_address(line: Saying, block: Block, following: Block | None) -> bool:
    """「县财政局：」 before a letter's words: to whom it goes. With numbered items behind it they are that unit's."""
    addressed = line.heads and block.flow.text.rstrip().endswith(("：", ":"))
    return addressed and (following is None or following.number is None)


def is_parallel(block: Block, following: Block, words: str) -> bool:
    """「（一）坚定不移强产业，在……上实现新突破。」 over plain paragraphs: two halves, and nothing to count."""
    over = block.number is not None and block.number.level <= 2 and block.alone and following.number is None
    return over and len(following.flow.text) > _SHORT_BODY and bool(_PARALLEL.fullmatch(words))


_PARALLEL = re.compile(r"[^，,；;：:（(、\d。]{4,16}[，,][^，,；;：:（(、\d。]{4,22}。")
_SHORT_BODY = 40
HOW_MANY = re.compile(r"[（(](?:共)?\d{1,3}[项条件个][^（()）]{0,6}[)）]$")
"""「一、产业发展（10项）」."""
COUNTED_OWNER = re.compile(r"[\u4e00-\u9fff、]{2,30}[（(]共?\d{1,3}[项条件个][^（()）]{0,4}[)）]")
"""「一、县发改局（4项）」."""
REMARKS = ("★", "☆", "※")
_DASHES = ("——", "--", "•", "●", "·", "-")


def is_deeper(following: Block, block: Block) -> bool:
    """Whether the following block is an item under this one; a star or a square begins something new."""
    number = following.number
    if number is None:
        return False
    if is_square(block) and number.level == level_of(block):
        return number.mark.strip() in _DASHES  # 「★城建（县住建局）」 over 「·新建公园6个」
    if number.level <= level_of(block):
        return False
    return number.level <= 6 or number.mark.strip() in _DASHES


def level_of(block: Block) -> int:
    return block.number.level if block.number else 0


CLOSING = re.compile(
    r"请?各(?:牵头|责任|配合|承办|主办|参与|有关|级|部门|单位)|(?:工作|有关|相关|几点|纪律|督办|落实|反馈)要求[:：]|(?:调度|督[查办导]|考核|工作|通报|推进|奖惩|联络|反馈|报送)(?:调度|通报|督办|考核|反馈|问效|奖惩)?(?:机制|方式|制度|办法)[:：]|监督方式[:：]|以上|上述|本(?:方案|清单|表|通知)|联系人"
)
"""With such words a document speaks of all its items, behind the last of them."""


WATCHES = re.compile(
    "[\u4e00-\u9fff、]{0,12}(?:督查室|督查办|督查局|考核办|政府办公室|县委办公室|专班办公室)|[^。]{0,40}报(?:送)?(?:至|给|到)?[^，。；]{0,6}督查[室办]"
    "|(?:各项|各|所有|[两三四五六七八九十\\d]{1,3}[大项个])[^，。；]{0,8}(?:进展|落实|推进|完成|办理|进度)(?:情况)?[，,]?由"
)
"""「县委督查室对清单落实情况每月跟踪一次。」: who watches over all of them."""
SUMS_UP = re.compile(r"会议(?:还|最后|同时)?(?:强调|要求|指出|号召)|会议最后|最后[，,]|[（(]?本(?:纪要|通知|清单|方案)")


def levels_of_names(blocks: Sequence[Block]) -> set[int]:
    """Levels at which every heading is the bare name of a person, and there are several: whose items follow."""
    titles: dict[int, list[str]] = {}
    for block in blocks:
        if block.kind == "heading" and block.number:
            titles.setdefault(block.number.level, []).append(block.flow.text[block.number.end :].strip("：: \u3000"))
    return {level for level, said in titles.items() if all(is_bare_name(title) for title in said) and _are_names(said)}


def _are_names(titles: list[str]) -> bool:
    """Several, or one that is no common word."""
    return len(titles) > 1 or (len(titles[0]) > 2 and not titles[0].startswith(NAME_LIKE))


def stand_apart(block: Block, following: Block) -> bool:
    """Whether something that is read otherwise, a table, stands between two blocks."""
    return following.flow.place(0) - block.flow.place(len(block.flow.text) - 1) > _LONGEST_GAP


_LONGEST_GAP = 40
AIM = re.compile(r"(?:工作|年度|主要|总体|具体|任务|阶段)?(?:目标|任务|内容|目标任务)[:：]")
MEANS = re.compile(r"(?:工作|具体|推进|主要|落实|保障|实施)?(?:措施|举措|做法|路径|步骤)[:：]")


def value_of(block: Block) -> int | None:
    return number_value(block.number.mark) if block.number else None


def depth_of(block: Block) -> float:
    """How deep a heading stands; a square before a title (■) stands just under （一）."""
    if block.number is None:
        return 1
    return 2.5 if is_square(block) else block.number.level


def is_square(block: Block) -> bool:
    return block.number is not None and block.number.level == 7 and block.number.mark.strip() not in _DASHES


def leads_on(passage: Passage) -> bool:
    return any(saying.owners.leaders for saying in passage.sayings)


_MADE = "计划|方案|措施|意见|办法|清单"
_SENT = "如下|分解|下达|印发|交办|通知"
_ANNOUNCES = re.compile(
    rf"(?:特?制定|提出)(?:本|如下)(?:{_MADE})[。：:]?\s*$|(?<![实出体表兑])现[将就把][^。]{{2,80}}(?:{_SENT})[^。]{{0,12}}[。：:]?\s*$"
)
_SAID_LAST = re.compile(f"{_MADE}|{_SENT}")
_LAST = 15
"""So near to the end stands what is made or done with it."""


def is_letter(passage: Passage) -> bool:
    """「现将会议确定的事项交办如下。」: the words over the items, and no item."""
    words = passage.block.flow.text
    if not _SAID_LAST.search(words, max(len(words.rstrip()) - _LAST, 0)):
        return False
    return _ANNOUNCES.search(words, passage.start) is not None


def is_scrap(passage: Passage) -> bool:
    """「有关镇街、区级部门：」, or who sent the letter: no owner named further on answers for that."""
    words = passage.block.flow.text.strip()
    if passage.block.number is not None or len(words) > _LONGEST_SCRAP:
        return False
    if words.endswith("。"):  # a sentence is neither
        return False
    if words.endswith(("：", ":")):
        return not ACTION.match(words)
    return _SENDERS.fullmatch(words) is not None and all(is_unit(name.text) for name in names_at(words, 0, len(words)))


_LONGEST_SCRAP = 120
_SENDERS = re.compile(r"[\u4e00-\u9fff]{4,20}+(?:[ \u3000]++[\u4e00-\u9fff]{4,20}+)*")


def is_item(number: Number) -> bool:
    return 2 <= number.level <= 5
