"""What words within a block say of owners: a bracket, a label, a sentence that only says who."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter

from luoshi.core.reading.flow import Flow
from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.assignments import assignment
from luoshi.core.reading.grammar.brackets import Bracket, split
from luoshi.core.reading.grammar.doers import NO_NAME, is_named
from luoshi.core.reading.grammar.dues import due_of_owner, until
from luoshi.core.reading.grammar.heads import held
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.lexicon import ACTIONS, DOINGS
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.owners import KEYWORDS, owners_of
from luoshi.core.reading.grammar.seeing import seers_in
from luoshi.core.reading.grammar.sorts import is_person, is_post, is_unit
from luoshi.core.reading.grammar.subjects import adds_only, subject_owners
from luoshi.core.reading.grammar.watching import watch
from luoshi.core.reading.model import Span
from luoshi.core.reading.structure import Block, sentences

_OWNER_TAIL = re.compile(
    r"[【\[](?P<box>[\u4e00-\u9fff]{2,10})[】\]](?=[\u4e00-\u9fff])|(?<=[，,。；;！\s｜|—])(?:"
    r"(?<=[。；;！\s｜|—])[【\[▲●◆■★]?(?P<label>[\u4e00-\u9fff]{2,10}(?:[和及、][\u4e00-\u9fff]{2,5})?)[】\]]?[:：]|"
    r"(?<=[，,])(?P<after>[\u4e00-\u9fff]{2,6}(?:单位|部门|领导|科室|股室|分工))[:：]|"
    r"(?<=[。；;！，,])(?P<plain>(?:牵头|责任|主办|承办|配合)(?:单位|部门)(?:为|是)?)(?=[省市县区镇各州旗])|"
    r"(?<=[，,。；;！\s—])(?P<led>(?:牵头|责任|分管|包联|包抓)[县市区]?领导(?:为|是)?)(?=[\u4e00-\u9fff、]{2,20}[，,；;。]))|"
    r"(?=[牵责主承配分包])(?<=[\u4e00-\u9fff\d])(?<![要级一接体总同头业管目和及与、])(?P<glued>(?:牵头|责任|主办|承办|配合|分管|包联)(?:领导|单位|部门))[:：]"
)
"""A label with whom it names behind it: all but a box, and one that a mark is missing before, stand behind a mark."""
_MAY_CLOSE = re.compile("：|:|】|—|－|→|☞|--|单位|部门|领导")
"""What a label holds, and what stands before those who sign: a cheap look for both."""
_LABEL_END = re.compile("[:：】\\]]")
_DASHED = re.compile(r"(?<=[。；;！\u4e00-\u9fff\d%）)])\s*(?:——|--|—|－|→|☞)(?P<who>[^。；;—]{3,80})。?$")
"""「……。——县工商联、县委统战部」: who signs for an item."""
_REMARK = re.compile(r"（[^（）]{0,20}(?:牵头单位|牵头部门|下同)[^（）]{0,16}）")
"""（首位单位为牵头单位，下同）: of the list, and no part of a name."""
LONGEST_TAIL = 600


@dataclass(slots=True)
class Saying:
    """Owners as one stretch of words names them, and that stretch's place in the document."""

    owners: Owners
    flow: Flow
    start: int
    """Where the owners' words begin in the flow; places within `owners` count from here."""
    end: int
    heads: bool = False
    """It is a unit's name as a line by itself: what follows is the unit's."""
    back: int = 0
    """Of how many items before it is said: 0 of its own, -1 of all that wait for an owner."""
    source: str = "words"
    """Where it stands: bracket, line, sentence, front, above (a heading), or in the task's own words."""
    shared: bool = False
    """It is said of several items: what an item says of itself goes before."""
    severally: bool = False
    """Each of the leads answers for one of the items, in their order."""

    @property
    def span(self) -> Span:
        return self.flow.span(self.start, self.end)

    def place(self, start: int, end: int) -> Span:
        """Where a name's words stand in the document."""
        return self.flow.span(self.start + start, self.start + end)


_HELPED = re.compile("(?:配合|协同|协办|协助|参与)(?:单位|部门|科室|股室)?[:：]")
_LEADS = re.compile("牵头|主办|承办|主责|责任单位|责任部门|责任科室|负责(?!人)")


def as_help(saying: Saying) -> Saying:
    """「（责任人：谢明；配合：招商办）」 under a heading that says who leads: of those who help none does."""
    owners, words = saying.owners, saying.flow.text
    if not (owners.together and owners.lead and owners.leaders) or not _HELPED.search(words, saying.start, saying.end):
        return saying
    if _LEADS.search(words, saying.start, saying.end):
        return saying
    return replace(saying, owners=replace(owners, lead=[], co=[*owners.lead, *owners.co], joint=[], together=False))


def plain_owners_of(words: str) -> Owners:
    return owners_of(_without_remarks(words))


def _without_remarks(words: str) -> str:
    return _REMARK.sub(lambda said: " " * len(said[0]), words) if "（" in words else words


def sayings_of(block: Block, begin: int, enclosed: list[Bracket]) -> list[Saying]:
    """The owners' words of a block: in brackets, or after 「责任单位：」 at a sentence's head."""
    words = block.flow.text
    found = []
    for bracket in enclosed:
        timed = bracket.start < begin or _is_timed_title(block, begin, bracket)
        if not timed and (saying := saying_of(block.flow, bracket)):
            found.append(saying)
    found += (assigned := _assignments(block, begin))
    if not _MAY_CLOSE.search(words):
        return sorted(found, key=_START) if len(found) > 1 else found
    reached = 0
    may_end = "：" in words or ":" in words or "】" in words or "单位" in words or "部门" in words or "领导" in words
    for tail in _OWNER_TAIL.finditer(words, begin) if may_end else ():
        label = (tail["label"] or tail["box"] or tail["after"] or tail["plain"] or tail["led"] or tail["glued"]).rstrip(
            "为是"
        )
        if (
            tail.start() < reached
            or role_of_label(label) in ("", "none")
            or _within(enclosed, tail.start() - bool(tail["box"]))
        ):
            continue
        stop = words.find("。", tail.end(), tail.end() + LONGEST_TAIL)
        end = reached = stop + 1 if stop >= 0 else min(len(words), tail.end() + LONGEST_TAIL)
        owners = plain_owners_of(words[tail.start() : end])
        if tail["led"] and not all(is_person(name.text) for name in owners.leaders):
            continue
        if owners.any() or owners.due or (owners.vague and "同" in words[tail.start() : end]):
            found.append(Saying(owners, block.flow, tail.start(), end, source="line"))
    signed = "—" in words or "－" in words or "--" in words or "→" in words or "☞" in words
    dash = _DASHED.search(words, begin) if signed else None
    owners = units_alone(dash["who"]) if dash and not _LABEL_END.search(dash["who"]) else Owners()
    if dash and not owners.any():
        owners = Owners(leaders=seers_in(dash["who"], 0, len(dash["who"])))  # 「……。——×副县长牵头」
    if dash and (owners.lead or owners.leaders):
        shift = dash.start("who")
        for named in (owners.lead, owners.co, owners.joint, owners.leaders):
            named[:] = [
                Name(name.text, name.start + shift - dash.start(), name.end + shift - dash.start(), name.kind)
                for name in named
            ]
        if owners.due:
            owners.due = owners.due._replace(
                start=owners.due.start + shift - dash.start(), end=owners.due.end + shift - dash.start()
            )
        found.append(Saying(owners, block.flow, dash.start(), len(words), source="line"))
    for one in assigned if len(found) > 1 else ():
        if not one.back and any(own.source == "line" and one.start <= own.start < one.end for own in found):
            found.remove(one)  # 「责任单位：县住建局。」 is read by its label
    return sorted(found, key=_START) if len(found) > 1 else found


_START = attrgetter("start")


def _is_timed_title(block: Block, begin: int, bracket: Bracket) -> bool:
    """「（二）集中整治（8月31日前）。……」: the bracket says until when all that follows is to be done."""
    words = block.flow.text
    title = words[begin : bracket.start]
    return (
        block.number is not None
        and len(title) <= 20
        and not _PARTED.search(title)
        and words.startswith(("。", "：", ":", "——"), bracket.end)
        and len(words) > bracket.end + 8
        and until(bracket.inside) is not None
    )


_PARTED = re.compile("[，,。；;：:]")
ASSIGNS = held(
    r"(?:牵头|负责|配合|主办|承办|协助|协办|参与|落实|实施|参演|供稿)(?:抓总|抓好|落实|实施|推进|组织|办理|负责)*(?:[，,。；;]|$)|责任[\u4e00-\u9fff]{1,3}[:：]|(?:以上|上述)[^。]{0,20}[前底]|由[^。]{2,60}(?:统筹|调度|协调|督导|总抓|起草|组织)(?:[，,。；;]|$)"
)


def _assignments(block: Block, begin: int) -> list[Saying]:
    """Sentences behind others that only say who: 「……。由县住建局牵头，县财政局配合。」"""
    words = block.flow.text
    if not ASSIGNS.search(words, begin):
        return []
    found: list[Saying] = []
    for start, end in sentences(words, begin)[1:]:
        if words[start] in "〔［[【":  # a bracket is read as one
            continue
        said = (
            assignment(_without_remarks(words[start:end]))
            if end - start <= 200 and ASSIGNS.search(words, start, end)
            else None
        )
        if said and not (said.owners.lead or said.owners.co) and watch(words[start:end]):
            continue  # whose tasks he sees to is known when they are
        if said and not _helps_the_last(words, begin, start, end):
            found.append(
                Saying(said.owners, block.flow, start, end, back=said.back, source="sentence", severally=said.severally)
            )
    return found


def _helps_the_last(words: str, begin: int, start: int, end: int) -> bool:
    """「县发改局完成主体。县财政局要密切配合。」: with what the sentence before says, not with all of the paragraph."""
    if not adds_only(words[start:end]):
        return False
    before = max(words.rfind("。", begin, start - 1) + 1, begin)
    return bool(subject_owners(words[before:start], bare=True).lead)


def _within(inner: list[Bracket], at: int) -> bool:
    """Whether a place lies within one of the brackets, which stand in their order."""
    before = bisect_right(inner, at, key=lambda one: one.start)
    return before > 0 and at < inner[before - 1].end


def saying_of(flow: Flow, bracket: Bracket) -> Saying | None:
    """What a bracket says of owners, if it does."""
    inside = bracket.inside
    if _ON_MARKS.match(inside) or (
        "由" in inside and _OF_PART.match(inside) and not _AT_END.match(flow.text, bracket.end)
    ):
        return None
    if inside.startswith(("以上", "上述", "本", "此", "该")) and (said := assignment(inside)):
        return Saying(
            shifted(said.owners),
            flow,
            bracket.start,
            bracket.end,
            back=said.back,
            source="bracket",
            severally=said.severally,
        )
    if (parted := _PERSONS_FIRST.match(inside)) and (led := _led_by_strangers(flow, bracket, parted)):
        return led
    if KEYWORDS.search(inside):
        owners = owners_of(inside)
        if owners.any() or owners.vague or owners.due:
            return Saying(shifted(owners), flow, bracket.start, bracket.end, source="bracket")
    before = flow.text[: bracket.start] if bracket.start <= _LONGEST_HEAD else "。"
    ends = (
        _AT_END.match(flow.text, bracket.end)
        or _AT_HEAD.fullmatch(before)
        or flow.text[max(bracket.start - 1, 0) : bracket.start] in ("。", "；")
    )
    if ends and (seers := _seen_to(inside) if _LEADER.search(inside) else []):
        return Saying(shifted(Owners(leaders=seers)), flow, bracket.start, bracket.end, source="bracket")
    if ends and _UNITS_ALONE.match(inside) and not _is_alias(flow.text, bracket):
        owners = units_alone(inside)
        if owners.lead or (owners.leaders and _TITLED.fullmatch(before)):
            return Saying(shifted(owners), flow, bracket.start, bracket.end, source="bracket")
    due = (
        due_of_owner(inside, 0, len(inside))
        if len(inside) <= 24
        and _MAY_LIMIT.search(inside)
        and (_AT_HEAD.fullmatch(before) or not _GOES_ON.match(flow.text, bracket.end))
        else None
    )
    return Saying(shifted(Owners(due=due)), flow, bracket.start, bracket.end, source="bracket") if due else None


def _seen_to(inside: str) -> list[Name]:
    """「（副县长×包案，×同志盯）」: nothing but who sees to it."""
    if len(inside) > _LONGEST_HEAD:
        return []
    parts = [one for one in split(inside, "，,；;") if inside[slice(*one)].strip()]
    led = [seers_in(inside, *one) for one in parts]
    return [name for named in led for name in named] if all(led) else []


_LEADER = re.compile("[长任席记员志委]|老")
_PERSONS_FIRST = re.compile(
    r"\s*(?P<who>[\u4e00-\u9fff·]{2,12}(?:、[\u4e00-\u9fff·]{2,12}){0,3})[；;｜|／/]\s*(?=[\u4e00-\u9fff]{3})"
)
_STRANGER = re.compile(
    rf"(?!(?:{ACTIONS}|{DOINGS})|[全各本有])[\u4e00-\u9fff]{{2,4}}|[\u4e00-\u9fff]{{2,5}}·[\u4e00-\u9fff]{{2,6}}"
)


def _led_by_strangers(flow: Flow, bracket: Bracket, parted: re.Match[str]) -> Saying | None:
    """「【明远航；县住建局牵头】」: a name that one does not know, which a semicolon parts from units."""
    if KEYWORDS.search(parted["who"]):
        return None
    named = names_at(bracket.inside, *parted.span("who"))
    strange = [name for name in named if name.kind == "unit"]
    if not strange or not all(
        name.kind == "person" or (_STRANGER.fullmatch(name.text) and not is_unit(name.text)) for name in named
    ):
        return None
    rest = " " * parted.end() + bracket.inside[parted.end() :]
    owners = owners_of(rest) if KEYWORDS.search(rest) else units_alone(rest)
    if not owners.lead or owners.leaders or not all(is_unit(name.text) for name in owners.lead):
        return None
    owners.take("leader", [Name(name.text, name.start, name.end, "person") for name in named])
    return Saying(shifted(owners), flow, bracket.start, bracket.end, source="bracket")


_OF_PART = re.compile("[^由，；：:]{2,12}[内外中上里]由")
"""「……的实施（技工院校内由人社部门负责），……」: of a part of it, and not of the whole."""
_ON_MARKS = re.compile(r"(?:注[:：])?(?:标|带|加|打|有)?(?:注|有)?[“\"]?[*＊★▲△☆#●][”\"]?(?:号)?(?:的|者|为|表示)")
"""「（标*的为牵头单位）」: what a mark means."""
_TITLED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十]{1,3}(?:部分|章|组|板块))[^。；，,]{2,20}"
)
"""「一、项目建设（林卫国）」: a name in brackets behind a title is the leader's."""
_LONGEST_HEAD = 60
_AT_HEAD = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、．.])?\s*")
_AT_END = re.compile(r"\s*(?:[。；;！]|$)")
_GOES_ON = re.compile(r"[\u4e00-\u9fff]")
"""「秋季开学前（9月1日前）完成……」: such a bracket only explains a word of the sentence."""
_UNIT_BEFORE = re.compile("(?:局|委|办|办公室)$")
_MAY_LIMIT = re.compile("完成|前|底|推进|坚持|成效")
_UNITS_ALONE = re.compile(r"[^。！？]{3,160}$")
_DUE_LABEL = re.compile(r"\s*(?:完成|办结)?(?:时限|时间|期限)[:：]?")
"""（县卫健局、县财政局）: a bracket at a sentence's end with nothing in it but units."""


def _is_alias(words: str, bracket: Bracket) -> bool:
    """「县政府办公室（县政府督查室）」, 「业余体校（城关中学）」: another name of the same unit, or which of them."""
    if "、" in bracket.inside:
        return False
    if bracket.inside.endswith(_HOUSES) and words.startswith(_HOUSE_ENDS, bracket.start - 1):
        return True
    return _UNIT_BEFORE.search(words, max(0, bracket.start - 4), bracket.start) is not None


_HOUSES = ("中学", "小学", "学校", "学院", "大学", "医院", "卫生院", "幼儿园", "公园", "体育馆", "图书馆")
_HOUSE_ENDS = ("校", "院", "园", "馆", "场")


def units_alone(inside: str) -> Owners:
    """Units in particular, perhaps with a time limit: 「市发展改革委，各县区政府；11月底前」. Else empty."""
    owners = Owners()
    named: list[Name] = []
    for start, end in split(inside, "，,；;/／"):
        label = _DUE_LABEL.match(inside, start, end)
        if due := due_of_owner(inside, label.end() if label else start, end):
            owners.due = due
            continue
        found = names_at(inside, start, end)
        doubtful = [name for name in found if not _may_stand_alone(name)]
        certain = doubtful and any(is_named(name) and name.kind == "unit" for name in (*named, *found))
        if not found or (doubtful and not (certain and all(map(_may_follow, doubtful)))):
            return Owners()
        named += found
    owners.take("joint", named)
    return owners


def _may_follow(name: Name) -> bool:
    """Behind a unit in particular: 各学校, and whatever ends as a unit does (计量所)."""
    plain = len(name.text) <= 10 and is_unit(name.text) and not NO_NAME.search(name.text)
    return bool(_EACH.match(name.text)) or plain


_EACH = re.compile("各[\u4e00-\u9fff]{1,8}")
"""各学校 behind a unit in particular."""


def _may_stand_alone(name: Name) -> bool:
    """A unit in particular, or a person by name, with or without his post."""
    return (
        is_named(name)
        or name.kind == "vague"
        or (
            name.kind == "person"
            and (not is_post(name.text) or name.text.endswith(("县长", "市长", "区长", "镇长", "乡长")))
        )
    )


def shifted(owners: Owners) -> Owners:
    """The bracket's inside begins one character behind its opening."""
    for names in (owners.lead, owners.co, owners.joint, owners.leaders):
        if names:
            names[:] = [Name(name.text, name.start + 1, name.end + 1, name.kind) for name in names]
    if owners.due:
        due = owners.due
        owners.due = type(due)(due.text, due.start + 1, due.end + 1, due.repeats, due.day)
    return owners
