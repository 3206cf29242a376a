"""Names: of units, of collectives of units, and of persons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.lexicon import (
    ACTIONS,
    DOINGS,
    GOVERNING,
    NAME,
    NAME_LIKE,
    RARE_SURNAMES,
    SURNAMES,
    TITLES,
    TWO_WORD_SURNAMES,
)
from luoshi.core.reading.grammar.sorts import (
    OF_TITLE,
    OLD,
    POST_END,
    STEM,
    ends_as_unit,
    has_title,
    is_person,
    is_post,
    is_unit,
    kind_of,
)

_ONE_PERSON = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:(?:(?![和与及])[\u4e00-\u9fff]){{0,12}}{POST_END}、){{1,3}}"
    rf"(?=(?:(?![和与及])[\u4e00-\u9fff]){{0,12}}?{POST_END}\ue003?(?:{NAME}|(?!{ACTIONS}|{DOINGS}|{GOVERNING}|同志)[\u4e00-\u9fff]{{2,3}})(?:同志)?(?:(?![\u4e00-\u9fff])|(?=[和与及两])))"
)
"""副县长、县公安局局长谢明: the posts of one person."""
_POST_THEN_ANY = re.compile(
    r"(?<=[长任席记员师委理志）)])(?<![级席]委)[ \u3000]+"
    r"(?P<name>(?:[\u4e00-\u9fff]{2,7}·[\u4e00-\u9fff]{2,7}|[\u4e00-\u9fff]{2,4}?)(?:同志)?)(?=$|[、，；,;。和与（(\s])"
)
_STRANGE_POST = re.compile(
    rf"(?:{POST_END}|助理|调研员|督导员|专员|总?经理|董事长|总工|行长)(?:[（(][^（()）]{{1,6}}[)）])?$"
)


def _whoever(found: re.Match[str]) -> str:
    """户大为 in 「县总工会主席　户大为」: what a blank parts from a post is a name, whatever its first character."""
    name, before = found["name"], found.string[max(found.start() - 12, 0) : found.start()]
    known = is_unit(name) or has_title(name.removesuffix("同志")) or _DEED.match(name) or kind_of(name) == "vague"
    if known or not _STRANGE_POST.search(before):
        return found[0]
    return "\ue004" * (len(found[0]) - len(name)) + name


_GIVEN = r"(?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))"
_SURNAME = f"[{''.join(sorted(SURNAMES | set(RARE_SURNAMES)))}]"
_POST_THEN_NAME = re.compile(
    rf"(?<=[长任席记员师委])[\s\u3000](?=(?:{NAME}|{_SURNAME}[ \u3000]{{1,4}}[\u4e00-\u9fff])(?![\u4e00-\u9fff]))"
)
"""副区长 许昌明: the blank between a post and a name parts no two names."""
_SPREAD = re.compile(rf"(?<={_SURNAME})(?<![\u4e00-\u9fff]{{2}})[ \u3000]{{1,4}}{_GIVEN}")
"""王　健: the blank that makes a short name as wide as the others."""
_ETC = re.compile(
    r"等(?=$|[、，,；;和及]|各?(?:有关|相关|其他)|(?:\d|[一二三四五六七八九十]){1,3}[个家]|"
    r"(?:国务院|中央|省级|市级|县级|省直|市直|县直|[\u4e00-\u9fff]{1,4}(?:委会|小组|联席会议|指挥部)(?=成员))?(?:各|有关|相关|管线|涉及|成员|建设|参建|金融|通信|国有|驻县)*"
    r"(?:部门|单位|方面|机构|成员|部委|地区|企业|镇|乡|街道|职能|责任|牵头))"
)
"""等 after names, where it is not part of one."""
_OF_PERSON = OF_TITLE | set("位名")
"""So does every form of a person beside his unit or rank; or it says how many they are: 两位, 三名."""
_LONGEST = 120
"""Nothing longer is a name, or a few names joined by 和."""
_AND = re.compile(r"以及|和|及|与")
_BREAK = re.compile(r"<br\s*/?>|[|｜]")
"""A line break in a cell of Markdown, and bars between columns."""


@dataclass(slots=True, unsafe_hash=True)
class Name:
    """One name with its place in the words it was found in. Nobody changes it; frozen, each would take six times
    as long to make."""

    text: str
    start: int
    end: int
    kind: str
    """unit, person, or vague (有关部门: nobody in particular)."""


_ONE_COLLECTIVE = re.compile(
    r"各(?:市|州|县|镇|乡|区|街道)[、和及](?:县|区|乡|镇|街道)(?:[、和及](?:区|市|街道))?(?=人民政府|政府|[^\u4e00-\u9fff]|$)"
)
_HELD_BY = re.compile(
    rf"(?<=[局委办厅心司镇乡道联队站所行院社])[（(](?:(?:主要|具体|直接)?(?:责任人|负责人|领导)[:：])?(?:副?(?:局长|主任|书记|镇长|乡长|院长|主席|科长|股长|所长))?({NAME}|{_SURNAME}\ue003+[\u4e00-\u9fff])(?:同志)?[)）]"
)
"""县水利局（谢明）: a unit, and who answers for it there."""
_FROM = re.compile(
    rf"(?<![\u4e00-\u9fff])({NAME})(?<![园区局委办镇乡村所站部处县市省院校])[（(]([^（()）]{{2,16}}[局委办厅心司镇乡道社会段站所队院校行团联府])[)）]"
)
"""谢明（县水利局）: the same the other way round."""
_FIELDS = re.compile(
    r"分管[\u4e00-\u9fff]{1,6}(?:[、和][\u4e00-\u9fff]{1,6}?){1,4}(?:等)?(?:方面|领域|工作|战线)?的(?=[\u4e00-\u9fff]{0,6}(?:[县市区镇乡]长|书记|主任|主席|领导|常委))"
)
"""分管卫健、医保工作的副县长: one person, whatever his fields."""
_KEPT = str.maketrans("、和及", "\ue000\ue001\ue002")


def names(words: str) -> list[Name]:
    """The names of a list such as 「县发改局、县财政局等部门和各镇办」, in their order."""
    return list(_remembered(words) if len(words) <= _LONGEST else _names(words))


@lru_cache(maxsize=2048)
def _remembered(words: str) -> tuple[Name, ...]:
    """The same few units are named again and again."""
    return tuple(_names(words))


_WRITTEN_APART = re.compile(r"[各\s（(<|｜]")
"""Without one of these nothing stands otherwise than as it is read: each of the forms below holds one."""


def _names(words: str) -> list[Name]:
    kept = _as_read(words) if _WRITTEN_APART.search(words) else words
    if "分管" in kept and "的" in kept:
        kept = _FIELDS.sub(lambda found: found[0].translate(_KEPT), kept)
    kept = _ONE_PERSON.sub(_as_one, kept) if "、" in kept and _MAY_NAME_POST.search(kept) else kept
    found: list[Name] = []
    level = -1
    for start, end in split(kept, "、，,；; \u3000\t/／|｜→△▲☆★◆●○■◇"):
        if end - start == 1 and _OF_LEVELS.match(kept, start):
            level = start
            continue
        start, level = (level if level >= 0 else start), -1
        if end - start <= _LONGEST:
            found.extend(_members(kept, start, end))
    found = found if kept == words else [_given_back(name, words, kept) for name in found]
    if len(found) < 2:
        return found
    found = _comrades(found) if "同志" in words else found
    return _of_one_person(found) if "委" in words or "成员" in words else found


_OF_LEVELS = re.compile(
    "[省市县区]、[市县区乡镇](?!直)[\u4e00-\u9fff]{1,10}(?:机构|部门|政府|企业)$|村、居(?:“?两委”?|委会|民委员会)"
)
"""市、县融资担保机构, 村、居两委: those of both levels, under one name."""


def _as_read(words: str) -> str:
    """The words with other marks where what belongs together is written apart, and the other way round."""
    kept = _ONE_COLLECTIVE.sub(lambda found: found[0].translate(_KEPT), words)  # 各市、县 is one name
    kept = _POST_THEN_NAME.sub("\ue003", kept)
    kept = _POST_THEN_ANY.sub(_whoever, kept) if " " in kept or "\u3000" in kept else kept
    kept = _SPREAD.sub(lambda found: "\ue003" * len(found[0]), kept)
    kept = _HELD_BY.sub(_apart, kept)
    kept = _FROM.sub(lambda found: f"{found[1]}、{found[2]}、", kept)
    return _BREAK.sub(lambda found: "\u3000" * len(found[0]), kept)


def _of_one_person(found: list[Name]) -> list[Name]:
    """「县委常委、副县长步凡」: a seat before another's post and name is the same person's."""
    return [
        name
        for name, behind in zip(found, [*found[1:], None], strict=True)
        if not (
            behind
            and _SEAT.search(name.text)
            and (is_post(name.text) or _SEAT_ALONE.fullmatch(name.text))
            and _is_named_post(behind)
        )
    ]


_SEAT = re.compile("(?:常委|委员|成员)$")
_SEAT_ALONE = re.compile(
    "[\u4e00-\u9fff]{0,6}(?:(?:党委|党工委|工委|政法|组织|宣传|统战|纪检|纪委)委员|(?:党委|党工委|政府|行政)?班子成员)"
)
"""镇党委委员 in 「镇党委委员、副镇长步凡」."""


def _is_named_post(name: Name) -> bool:
    return name.kind == "person" and has_title(name.text) and not is_post(name.text)


def _comrades(found: list[Name]) -> list[Name]:
    """「世和、瑞兰同志」: given names, of which the last is said to be a comrade's."""
    for at in range(len(found) - 2, -1, -1):
        name, behind = found[at], found[at + 1]
        called = behind.kind == "person" and (len(behind.text) <= 3 or behind.text.endswith("同志"))
        longest = 4 if behind.text.endswith("同志") and len(behind.text) <= 5 else 2
        strange = name.kind == "unit" and 2 <= len(name.text) <= longest
        if called and strange and not is_unit(name.text) and not _DEED.match(name.text):
            found[at] = replace(name, kind="person")
    return found


def _apart(found: re.Match[str]) -> str:
    """What stands around a name as marks, so that every name keeps its place."""
    before, after = found.start(1) - found.start(), found.end() - found.end(1)
    return "、" * before + found[1] + "、" * after


_MAY_NAME_POST = re.compile("[长任席记委员]、")


def _as_one(found: re.Match[str]) -> str:
    """The posts before the last, with the marks between them kept together; a leader named by himself stays apart."""
    posts = found[0].rstrip("、").split("、")
    return (
        found[0].translate(_KEPT) if all(is_post(post) and not post.startswith("分管") for post in posts) else found[0]
    )


def _given_back(name: Name, words: str, kept: str) -> Name:
    """A name as it stands; of a person with several posts the bare name."""
    text = words[name.start : name.end]
    if (blank := kept.rfind("\ue004", name.start, name.end)) >= 0:
        return Name(words[blank + 1 : name.end], blank + 1, name.end, "person")
    text = _POST_THEN_NAME.sub("", _SPREAD.sub("", text))
    if text[-1:] in ("）", ")"):
        text = _WITHOUT_NOTE.sub("", text)
    if spread := _SPREAD_NAME.fullmatch(text) or _RANKED.fullmatch(text):
        return Name(spread[1], name.start, name.end, "person")
    if (post := text.rfind("、")) >= 0 and (bare := _NAME_BEHIND.search(text, post)):
        return Name(bare[1], name.start + bare.start(1), name.end, "person")
    return replace(name, text=text, kind=kind_of(text))


_SPREAD_NAME = re.compile(
    rf"((?:{NAME})|{_SURNAME}[\u4e00-\u9fff])[（(][^（()）]{{0,20}}(?:{TITLES})[^（()）]{{0,12}}[)）]"
)
"""步　凡（县委副书记）, without its blanks."""
_NAME_BEHIND = re.compile(
    rf"(?:长|书记|主任|主席|成员)({NAME}(?:同志)?|(?:(?!副?(?:书记|主任|主席|[\u4e00-\u9fff]?长))[\u4e00-\u9fff]){{2,3}}同志)$"
)
"""Behind posts, and before 同志, whatever stands there is a name."""


def _members(words: str, start: int, end: int) -> list[Name]:
    """One member of a list, cut at 和 and 等 where these join names and are no part of one."""
    found: list[Name] = []
    piece = words[start:end]
    etc = _ETC.search(piece) if "等" in piece else None
    if etc and etc.start():
        found.extend(_members(words, start, start + etc.start()))
        rest = start + etc.end()
        follows = _AND.match(words, rest, end)
        return [*found, *_members(words, follows.end() if follows else _behind_vague(words, rest, end), end)]
    for word in _AND.finditer(piece) if "和" in piece or "及" in piece or "与" in piece else ():
        left, right = piece[: word.start()], piece[word.end() :]
        if left and right and _joins(left, right):
            return [*_members(words, start, start + word.start()), *_members(words, start + word.end(), end)]
    answers = _UNIT_AND_PERSON.fullmatch(words, start, end) if "：" in piece or ":" in piece else None
    if "老" in piece and not answers:
        answers = _UNIT_AND_OLD.fullmatch(words, start, end)
    if answers:
        pair = [_name(words, *answers.span(group)) for group in (1, 2)]
        if pair[0] and pair[1] and is_unit(pair[0].text) and is_person(pair[1].text):
            return [one for one in pair if one]
    answers = _OFFICE_AND_TITLE.fullmatch(words, start, end) if piece[-1:] in _TITLE_END else None
    if "的" in piece and not answers:
        answers = _OF_OFFICE.fullmatch(words, start, end)
    if answers and is_unit(answers[1]):
        return [Name(answers[1], *answers.span(1), "unit"), Name(answers[2], *answers.span(2), "person")]
    may_answer = not _OFFICES.isdisjoint(piece[-5:-2])  # a name of two to four characters stands behind it
    if may_answer and (answers := _UNIT_THEN_NAME.fullmatch(words, start, end)) and _answers_there(answers):
        return [Name(answers[1], *answers.span(1), "unit"), Name(answers[2], *answers.span(2), "person")]
    name = _name(words, start, end)
    return [name] if name else []


def _answers_there(found: re.Match[str]) -> bool:
    office = is_unit(found[1]) and not found[1].endswith(("政委", "常委"))
    return office and not is_unit(found[0]) and not _DEED.match(found[2])


_OFFICE_AND_TITLE = re.compile(
    rf"((?:请|由)?[\u4e00-\u9fff]{{2,12}}(?:公司|集团|中心|大队|银行))((?:{TWO_WORD_SURNAMES}|{_SURNAME})(?:副?(?:总?经理|董事长|主任|行长|大?队长|局长)|总))"
)
_TITLE_END = frozenset("理长任总")
"""What the titles in it end in."""
_OF_OFFICE = re.compile(
    rf"((?:请|由)?[\u4e00-\u9fff]{{2,12}}[局委办镇乡部院站所心司])的((?:{NAME}|{_SURNAME})(?:副?(?:局长|主任|书记|镇长|乡长|部长|院长|经理|所长|站长|队长)|同志))"
)
"""住建局的谢明局长, 供电公司陶经理: of whom one knows where he works; both are meant."""
_OFFICES = frozenset("局委办镇乡")
_UNIT_THEN_NAME = re.compile(rf"([\u4e00-\u9fff]{{2,10}}[局委办镇乡])({NAME})")
"""县住建局谢明, with nothing between."""
_DEED = re.compile(f"{'|'.join(NAME_LIKE)}|{ACTIONS}|{DOINGS}|{GOVERNING}")
_UNIT_AND_PERSON = re.compile(
    rf"\s*([^（）()：:]{{2,30}})[：:]((?:[\u4e00-\u9fff]{{2,8}}长|书记|主任)?{NAME}(?:同志)?)"
)
"""「县住建局：孙立军」: the same in a cell."""
_UNIT_AND_OLD = re.compile(rf"((?:请|由)?[\u4e00-\u9fff]{{2,12}}[局委办镇乡部院站所心])的?({OLD})")
"""县爱卫办的老车."""
_VAGUE_AND = re.compile(r"(?:部门|单位|机构|方面|企业|地区|政府)(?:以及|和|及|与)")


def _behind_vague(words: str, start: int, end: int) -> int:
    """Behind 「等国务院相关部门及各地区」 the list may go on: where its next member begins."""
    word = _VAGUE_AND.search(words, start, end)
    return word.end() if word else end


def _joins(left: str, right: str) -> bool:
    """和 joins two names if what stands before it is a whole name: 工业 in 工业和信息化部 is none."""
    if len(left) < 2 or len(right) < 2 or left.count("（") != left.count("）"):
        return False
    short = bool(
        STEM.fullmatch(left)
        and (STEM.fullmatch(right) or right.startswith(("省", "市", "县", "区", "州", "旗", "各", "有关", "相关")))
    )
    whole = short or is_person(left[left.rfind("\ue000") + 1 :]) or (ends_as_unit(left) and not STEM.fullmatch(left))
    place = left.endswith(("市", "县", "区", "乡"))
    return whole and (
        not place or right.startswith(("各", "有关", "相关")) or bool(_TOWN.fullmatch(left) and _TOWN.match(right))
    )


_TOWN = re.compile(
    r"(?!各|全|城|县|市|乡)(?:[\u4e00-\u9fff]{2,5}(?:镇|乡(?!镇)|县|街道)|[\u4e00-\u9fff]{0,4}(?:高新|经开|开发|新)区)(?:管委会)?"
)
"""柳河乡 and 高新区, between which 和 stands."""
_POST_BEHIND = re.compile(
    rf"({NAME}|(?![\u4e00-\u9fff]*[局委办镇乡部院])[\u4e00-\u9fff]{{2,3}})[（(][^（()）]{{0,20}}(?:{TITLES})[^（()）]{{0,12}}[)）]"
)
"""谢明（县委常委、副县长）."""
_ALL_TOLD = re.compile(r"(?:这)?(?:[两二三四五六七八九十几]|\d{1,2})(?:(?:个|家)?(?:职能|责任)?(?:部门|单位|局)|家)$")
"""县教体局、县卫健局两个部门: how many they are belongs to none of the names."""
_RANKS = "总?(?:工程|农艺|经济|会计|规划|审计)师|总工|调研员|督导员|督查专员|党组成员|政委|副局级干部|指挥长|主席团成员"
_RANK = re.compile("[师工员委部长](?<=[程艺济计划总研导专成政干挥].)")
"""What the ranks end in: a cheap look."""
_RANKED = re.compile(rf"[\u4e00-\u9fff]{{0,8}}?(?:{_RANKS})[\s\u3000\ue003]?({NAME}(?:同志)?)")
"""总工程师谢明: the name behind a rank."""
_BOTH = re.compile(
    rf"({NAME}|[\u4e00-\u9fff]{{2,4}}(?:主席|部长|书记|主任|[县市区旗镇乡局]长|同志))(?:等)?[两二三四五几](?:位|名|个人|人)(?:[\u4e00-\u9fff]{{0,6}}(?:{TITLES}))?"
)
"""林卫国、赵敏两位副县长: what both of them are."""
_UNIT_AND_COMRADE = re.compile(
    r"[\u4e00-\u9fff]{1,12}?[局委办镇乡部院](?!(?:主要|有关|相关|分管|值班|班子)|负责同志|领导同志)([\u4e00-\u9fff]{2,3}同志)"
)
"""政府办卫国同志."""
_UNIT_AND_TITLE = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,12}}[局委办镇乡部院会联]|[省市县区州旗]?(?:人民政府|政府|政协|人大|政法委))((?:{NAME}|{TWO_WORD_SURNAMES}|{_SURNAME})(?:副?(?:局长|主任|书记|镇长|乡长|部长|院长|主席|行长|队长|所长|县长|市长|区长)))"
)
"""资源局马局长: the person, not his office."""
_OF_LEADERS = re.compile(rf"(?:挂点|挂钩|包联|包抓|包案|分管|责任|牵头|联系|县|市|区)+领导({NAME}(?:同志)?)")
"""挂点领导林卫国."""
_WITHOUT_NOTE = re.compile(
    r"(?<=[室办班部组会])[（(](?:设在|暂设)?[省市县区旗][^（()）]{1,12}[局委办部]?[)）]$|(?<=[\u4e00-\u9fff]{2})[（(]设在[^（()）]{2,14}[)）]$|(?<=[\u4e00-\u9fff]{2})[（(](?:女|挂职|兼|[\u4e00-\u9fff]{1,3}族)[)）]$"
)
_COMRADES = re.compile(r"的(?:各位|主要|负责)?(?:负责)?同志$")
"""财政局的同志: the unit is asked."""
_ALIAS = re.compile("[（(]以下(?:统一?|简)*称[^（()）]{1,30}[)）]")
"""「联席会议（以下简称……）办公室」: what it is called for short, within its name or behind it."""
_LEADING = re.compile(
    r"(?:[邀另并再商]请|分管[\u4e00-\u9fff]{1,8}的(?!(?:(?:县|市|区)?(?:政府|委))?(?:常务)?副?(?:[县市区旗镇乡]长|书记|主任|领导)(?![\u4e00-\u9fff]))(?=[\u4e00-\u9fff]{2})|由|请|责成|以(?=[省市县区镇乡])|会同|联合|以及|和(?!(?![各城乡两本该])[\u4e00-\u9fff](?:镇|乡(?!镇)|县|街道))|及|与|涉及的|牵头的)+"
)
_LEADING_FIRST = frozenset("邀另并再商分由请责以会联和及与涉牵")


def _name(words: str, start: int, end: int) -> Name | None:
    lead = _LEADING.match(words, start, end) if words[start : start + 1] in _LEADING_FIRST else None
    start = lead.end() if lead else start
    text = words[start:end].strip(' \u3000\n:：。.“”"*【】[]［］—–-→')
    if "以下" in text and (plain := _ALIAS.sub("", text)) != text:
        at = words.index(text, start)
        return Name(plain, at, at + len(text), kind_of(plain))
    if not 2 <= len(text) <= 60:
        return None
    if text[-1] in "门位局家" and (all_told := _ALL_TOLD.search(text)) and is_unit(text[: all_told.start()]):
        text = text[: all_told.start()]
    if text.endswith("同志") and (of := _COMRADES.search(text)) and is_unit(text[: of.start()]):
        text = text[: of.start()]
    if not _OF_PERSON.isdisjoint(text):
        text = _person_alone(text)
    if text[-1] in "）)":
        text = _WITHOUT_NOTE.sub("", text)
    at = words.index(text, start)
    return Name(text, at, at + len(text), kind_of(text))


def _person_alone(text: str) -> str:
    """The person without his unit, his rank, or those he is named with."""
    if text[0] == "在" and len(text) > 4:
        text = text[1:]
    if text[0] in "我本" and text[1:2] in "省市县区旗州镇乡" and len(text) > 4:
        text = text[2:]
    if (asked := text.rfind("请")) > 0 and has_title(text[asked + 1 :]):
        text = text[asked + 1 :]  # 「东片请谢主任盯着」
    if _SEVERAL.search(text) and (of_two := _BOTH.fullmatch(text)):
        text = of_two[1]
    of_unit = _UNIT_AND_COMRADE.fullmatch(text) if text.endswith("同志") else None
    if of_unit is None and text[-1] in _OFFICE_TITLE_END:
        of_unit = _UNIT_AND_TITLE.fullmatch(text)
    if of_unit := of_unit or (_RANKED.fullmatch(text) if _RANK.search(text) else None):
        text = of_unit[1]
    bare = _POST_BEHIND.fullmatch(text) if text[-1] in "）)" else None
    if bare := bare or (_OF_LEADERS.fullmatch(text) if "领导" in text else None):
        text = bare[1]
    return text


_SEVERAL = re.compile("[两二三四五几][位名个人]")
_OFFICE_TITLE_END = frozenset("长任记席")
"""What the titles behind an office end in."""
