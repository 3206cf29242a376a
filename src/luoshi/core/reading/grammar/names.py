"""Names: of units, of collectives of units, and of persons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.heads import by_first
from luoshi.core.reading.grammar.lexicon import (
    ACTIONS,
    DEPARTMENTS,
    DOINGS,
    GOVERNING,
    NAME,
    NAME_LIKE,
    RARE_SURNAMES,
    SURNAMES,
    TITLES,
    TWO_WORD_SURNAMES,
    UNIT_ENDINGS,
)

ROOM_END = (
    r"(?<=[\u4e00-\u9fff])(?<![参控入持合招炒配退个干])股|"
    r"(?<=[\u4e00-\u9fff]{2})(?<![学专内外儿妇骨眼理文工百农本前病全分])科"
)
"""基建股, 法规科: rooms of an office, but no 控股 and no 学科."""
UNIT_END = re.compile(
    rf"(?:{by_first(UNIT_ENDINGS)}|{ROOM_END})(?:[（(](?:(?!分管|牵头|负责|包联|包抓)[^（()）：:]){{1,30}}[)）])?$"
)
_LONGEST_ENDING = max(map(len, UNIT_ENDINGS.split("|")))
_STEM = re.compile(rf"(?:省|市|县|区|州|旗)?(?:委|政府)?(?:{by_first(DEPARTMENTS)})")
_COLLECTIVE = re.compile(
    r"(?:各|全县各|全市各|相关|有关|各有关|各相关|各级)?"
    r"(?:[市州县镇乡区][、和及](?:县|区|乡|镇|街道)(?:[、和及](?:区|市|街道))?|镇办|镇街|乡镇|镇（街道）|镇（办）|镇\(办\)|镇|乡|街道|村|社区|县区|区县|地区|市县|地方|旗县区|市|县|区|园区|专班)"
    r"(?:（[^（）]{1,8}）)?(?:人民)?(?:政府|办事处)?"
)
_BODY = "部门|单位|方面|机构|部委|各方"
_BODY_END = frozenset(word[-1] for word in _BODY.split("|"))
_VAGUE = re.compile(
    r"(?:国务院|中央|省级|市级|县级|省直|市直|县直|区直|州直|(?:省|市|县|区|州)(?:委|政府)?)?(?:各级|各|其他|其它)?(?:级)?"
    r"(?:有关|相关|涉及|责任|参与|所有|各)?(?:的)?(?:职能|主管|业务|行业|监管|责任|牵头|配合|省级|市级|县级|政府|工作)?"
    rf"(?:{_BODY})(?:[、和及]?(?:有关|相关|各)?(?:{_BODY}))*"
)
_NO_PART = "[由请把将被让使对按是不已给的了听报]|作为|(?<!主)要"
"""Words that part what goes before from a person's name and post."""
_PERSON = re.compile(
    rf"(?:分管[\u4e00-\u9fff]{{1,8}}的)?(?:(?!{_NO_PART})[\u4e00-\u9fffX×xＸ]){{0,12}}(?:{TITLES})(?:[（(][^（()）]{{1,20}}[)）])?"
)
_POST = (
    r"(?:县委|市委|区委|省委|党组|党委|政府|县|市|区|镇|乡|常务|各|分管|副|代|党组成员|班子成员|(?:(?![由请为])[\u4e00-\u9fff]){2,6}(?=副?(?:局长|主任|书记|镇长|部长|院长|校长|检察长|主席|政委)))*"
    r"(?:书记|县长|市长|区长|旗长|镇长|乡长|省长|州长|主任|局长|部长|厅长|院长|校长|检察长|秘书长|组长|常委|主席|总指挥|指挥长|政委)"
)
_POST_AND_NAME = re.compile(rf"(?:{_POST}[、兼]?)+(?:{NAME}|[XＸ×]{{1,3}})|[\u4e00-\u9fff]{{2,3}}(?:同志|{_POST})")
"""副县长李建华, 县委常委、常务副县长孙强, 李建华副县长."""
_POST_END = (
    r"(?:书记|[县市区旗镇乡省州局部厅院校会]长|主任|主席|常委|委员|成员|检察长|秘书长|组长|政委|专员|指挥长?|总工程师)"
)
_ONE_PERSON = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:(?:(?![和与及])[\u4e00-\u9fff]){{0,12}}{_POST_END}、){{1,3}}"
    rf"(?=(?:(?![和与及])[\u4e00-\u9fff]){{0,12}}?{_POST_END}\ue003?(?:{NAME}|(?!{ACTIONS}|{DOINGS}|{GOVERNING}|同志)[\u4e00-\u9fff]{{2,3}})(?:同志)?(?:(?![\u4e00-\u9fff])|(?=[和与及两])))"
)
"""副县长、县公安局局长谢明: the posts of one person."""
_POST_THEN_ANY = re.compile(
    r"(?<=[长任席记员师委理志）)])(?<![级席]委)[ \u3000]+"
    r"(?P<name>(?:[\u4e00-\u9fff]{2,7}·[\u4e00-\u9fff]{2,7}|[\u4e00-\u9fff]{2,4}?)(?:同志)?)(?=$|[、，；,;。和与（(\s])"
)
_STRANGE_POST = re.compile(
    rf"(?:{_POST_END}|助理|调研员|督导员|专员|总?经理|董事长|总工|行长)(?:[（(][^（()）]{{1,6}}[)）])?$"
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
    r"(?:国务院|中央|省级|市级|县级|省直|市直|县直)?(?:各|有关|相关|管线|涉及|成员|建设|参建|金融|通信|国有|驻县)*"
    r"(?:部门|单位|方面|机构|成员|部委|地区|企业|镇|乡|街道|职能|责任|牵头))"
)
"""等 after names, where it is not part of one."""
_OF_TITLE = frozenset(word[-1] for word in TITLES.split("|")) | set("长记席委任挥志老")
"""The last characters of titles and posts, 同志 and 老: every form of a person by a title holds one."""
_OF_PERSON = _OF_TITLE | set("位名")
"""So does every form of a person beside his unit or rank; or it says how many they are: 两位, 三名."""
_LONGEST = 120
"""Nothing longer is a name, or a few names joined by 和."""
_AND = re.compile(r"以及|和|及|与")
_BREAK = re.compile(r"<br\s*/?>|[|｜]")
"""A line break in a cell of Markdown, and bars between columns."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name with its place in the words it was found in."""

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
    kept = _ONE_PERSON.sub(_as_one, kept) if "、" in kept and _MAY_NAME_POST.search(kept) else kept
    found: list[Name] = []
    for start, end in split(kept, "、，,；; \u3000\t/／|｜→△▲☆★◆●○■◇"):
        if end - start <= _LONGEST:
            found.extend(_members(kept, start, end))
    found = found if kept == words else [_given_back(name, words, kept) for name in found]
    if len(found) < 2:
        return found
    found = _comrades(found) if "同志" in words else found
    return _of_one_person(found) if "委" in words or "成员" in words else found


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
        if not (behind and _SEAT.search(name.text) and is_post(name.text) and _is_named_post(behind))
    ]


_SEAT = re.compile("(?:常委|委员|成员)$")


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
_NAME_BEHIND = re.compile(rf"(?:长|书记|主任|主席|成员)({NAME}(?:同志)?)$")


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
    for word in _AND.finditer(piece):
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


_OLD = rf"老(?:{TWO_WORD_SURNAMES}|[{''.join(sorted(SURNAMES))}])"
_UNIT_AND_OLD = re.compile(rf"((?:请|由)?[\u4e00-\u9fff]{{2,12}}[局委办镇乡部院站所心])的?({_OLD})")
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
        _STEM.fullmatch(left)
        and (_STEM.fullmatch(right) or right.startswith(("省", "市", "县", "区", "州", "旗", "各", "有关", "相关")))
    )
    whole = short or is_person(left[left.rfind("\ue000") + 1 :]) or (ends_as_unit(left) and not _STEM.fullmatch(left))
    return whole and (not left.endswith(("市", "县", "区", "乡")) or right.startswith(("各", "有关", "相关")))


_POST_BEHIND = re.compile(
    rf"({NAME}|(?![\u4e00-\u9fff]*[局委办镇乡部院])[\u4e00-\u9fff]{{2,3}})[（(][^（()）]{{0,20}}(?:{TITLES})[^（()）]{{0,12}}[)）]"
)
"""谢明（县委常委、副县长）."""
_ALL_TOLD = re.compile(r"(?:这)?(?:[两二三四五六七八九十]|\d{1,2})(?:(?:个|家)?(?:职能|责任)?(?:部门|单位|局)|家)$")
"""县教体局、县卫健局两个部门: how many they are belongs to none of the names."""
_RANKED = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}?(?:总?(?:工程|农艺|经济|会计|规划|审计)师|总工|调研员|督导员|督查专员|党组成员|政委|副局级干部|指挥长|主席团成员)[\s\u3000\ue003]?({NAME})"
)
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
    rf"(?:[\u4e00-\u9fff]{{2,12}}[局委办镇乡部院会联]|政协|人大|政府|政法委)((?:{NAME}|{TWO_WORD_SURNAMES}|{_SURNAME})(?:副?(?:局长|主任|书记|镇长|乡长|部长|院长|主席|行长|队长|所长|县长|市长|区长)))"
)
"""资源局马局长: the person, not his office."""
_OF_LEADERS = re.compile(rf"(?:挂点|挂钩|包联|包抓|包案|分管|责任|牵头|联系|县|市|区)+领导({NAME}(?:同志)?)")
"""挂点领导林卫国."""
_WITHOUT_NOTE = re.compile(
    r"(?<=[室办班部组会])[（(](?:设在|暂设)?[省市县区旗][^（()）]{1,12}[局委办部]?[)）]$|(?<=[\u4e00-\u9fff]{2})[（(]设在[^（()）]{2,14}[)）]$|(?<=[\u4e00-\u9fff]{2})[（(](?:女|挂职|兼|[\u4e00-\u9fff]{1,3}族)[)）]$"
)
_COMRADES = re.compile(r"的(?:各位|主要|负责)?(?:负责)?同志$")
"""财政局的同志: the unit is asked."""
_LEADING = re.compile(
    r"(?:[邀另并再商]请|分管[\u4e00-\u9fff]{1,8}的(?!(?:(?:县|市|区)?(?:政府|委))?(?:常务)?副?(?:[县市区旗镇乡]长|书记|主任|领导)(?![\u4e00-\u9fff]))(?=[\u4e00-\u9fff]{2})|由|请|责成|以(?=[省市县区镇乡])|会同|联合|以及|和|及|与|涉及的|牵头的)+"
)

_LEADING_FIRST = frozenset("邀另并再商分由请责以会联和及与涉牵")


def _name(words: str, start: int, end: int) -> Name | None:
    lead = _LEADING.match(words, start, end) if words[start : start + 1] in _LEADING_FIRST else None
    start = lead.end() if lead else start
    text = words[start:end].strip(' \u3000\n:：。.“”"*【】[]［］—–-→')
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
    if of_two := _BOTH.fullmatch(text):
        text = of_two[1]
    if of_unit := _UNIT_AND_TITLE.fullmatch(text) or _UNIT_AND_COMRADE.fullmatch(text) or _RANKED.fullmatch(text):
        text = of_unit[1]
    if bare := _POST_BEHIND.fullmatch(text) or _OF_LEADERS.fullmatch(text):
        text = bare[1]
    return text


_AS_ABOVE = re.compile("同(?:上|前|第?\\d{1,2}项?)[）)]?$")


def kind_of(text: str) -> str:
    """unit, person or vague."""
    if (
        (text[-1:] in _BODY_END and _VAGUE.fullmatch(text))
        or text == "暂无"
        or ("同" in text and _AS_ABOVE.search(text))
    ):
        return "vague"
    if is_person(text):
        return "person"
    return "unit"


def is_person(text: str) -> bool:
    """A person by title (谢县长, 各位副县长) or by a bare name (刘文)."""
    if has_title(text):
        return True
    return is_bare_name(text)


_BARE_NAME = re.compile(NAME)


def is_bare_name(text: str) -> bool:
    """林卫国, 欧阳敏: nothing but a name."""
    if not 2 <= len(text) <= 4 or (text[0] in RARE_SURNAMES and text.startswith(NAME_LIKE)):
        return False
    return _BARE_NAME.fullmatch(text) is not None and not is_unit(text)


_NO_TITLE = ("组织领导", "加强领导", "强化领导", "坚强领导", "统一领导", "指")
"""加强领导 is what one does; 「县长谢明指」 comes of 指出."""


@lru_cache(maxsize=4096)
def has_title(text: str) -> bool:
    """谢县长, 各位副县长, 副县长谢明: a person by a title."""
    if _OF_TITLE.isdisjoint(text) or text.endswith(_NO_TITLE):
        return False
    if "（" in text:
        text = _NOTE_WITHIN.sub("", text)
    if "·" in text and _DOTTED.fullmatch(text):
        return True
    if _POST_AND_ANY.fullmatch(text) or _POST_AND_STRANGER.fullmatch(text) or _OLD_ONE.fullmatch(text):
        return True
    return bool(
        (_PERSON.fullmatch(text) or _POST_AND_NAME.fullmatch(text))
        and (text == "常委" or (text.endswith("常委") and not text.endswith("人大常委")) or not ends_as_unit(text))
    )


_NOTE_WITHIN = re.compile(r"(?<=[长记任席委员])（(?:挂职|代理|兼|女|[\u4e00-\u9fff]{1,3}族)）(?=[\u4e00-\u9fff])")
_DOTTED = re.compile(
    rf"[\u4e00-\u9fff、]{{0,14}}{_POST_END}[\u4e00-\u9fff]{{2,7}}·[\u4e00-\u9fff]{{2,7}}(?:同志)?"
    rf"|[\u4e00-\u9fff]{{2,7}}·[\u4e00-\u9fff]{{2,7}}(?:同志|(?:常务)?副?(?:[县市区镇乡]长|主席|主任|书记))"
)
_OLD_ONE = re.compile(_OLD)
_POST_AND_ANY = re.compile(
    rf"(?!(?!常务|常委|党组|党委|党工委|政府|华侨|安委|[\u4e00-\u9fff][县市区旗镇乡]){NAME}(?:常务)?副?[县市区旗镇乡]长.)"
    r"(?:(?:(?![各由请])[\u4e00-\u9fff、]){0,12}(?:副[县市区旗镇乡]长|[委组]书记|副书记|[协席]副?主席|组织部部?长|宣传部部?长|统战部部?长|委常委)|代?[县市区旗镇乡]长)"
    rf"(?!同志|办公|会议|联席|信箱|热线|接待|批示|讲话|质量|分管|办|{ACTIONS}|{DOINGS}|{GOVERNING})(?:(?![了的谈说讲在对把就作做是有各])[\u4e00-\u9fff]){{2,3}}(?<![室会局办委班组镇村])"
)
"""副县长秋实: behind a post of that rank hardly anything can stand but a name, whatever its first character."""
_POST_AND_STRANGER = re.compile(
    r"(?:(?![各由请的])[\u4e00-\u9fff、]){1,14}(?:(?:会|委|办|区|局|室|社|中心)副?主任|会副?主席|[局院]副?[局院]长|检察长|党组成员|县长助理|调研员|政委)"
    rf"(?!同志|会议|会商|办公|联席|接待|信箱|热线|批示|讲话|{ACTIONS}|{DOINGS}|{GOVERNING})"
    r"(?:(?![了的谈说讲在对把就作做是有各为任担兼及等和与或以要也都会由向带亲第一联签接])[\u4e00-\u9fff]){2,3}(?<![室会局办委班组镇村长任员])"
)
"""县总工会主席户大为: the same behind the posts of others."""


def is_post(text: str) -> bool:
    """县委副书记, 经开区党工委副书记: a post without a name."""
    named = (
        _BARE_NAME.match(text) or _GIVEN_AND_POST.fullmatch(text) or _ONE_AND_POST.fullmatch(text)
    ) and not text.startswith(
        ("常务", "党组", "党委", "党工委", "纪委", "纪检", "安委", "常委", "党校", "单位", "华侨")
    )
    return has_title(text) and bool(_POST_ALONE.search(text)) and not named


_ONE_AND_POST = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}(?:政协|人大|政府|[县市区镇]委))?(?![副正代总各省市县区镇乡州党组原老新某该本现前时分任常委两几全府协大团工室办处科股])[\u4e00-\u9fff](?:常务)?副?(?:[县市区旗镇乡局部]长|主席|书记|主任)"
)
"""来主席, 县政协来主席: by a surname one does not know."""
_GIVEN_AND_POST = re.compile(
    r"(?!(?:[县市区省州镇乡]|政府|常务|分管|挂职|代理|组织|宣传|统战|政法|各|所有|支部|总支|党|纪|两|几|全)|.[县市区省州镇乡部委])(?:[\u4e00-\u9fff]{2,3}(?:常务)?副?[县市区旗镇乡]长|[\u4e00-\u9fff]{2}(?:副?书记|部长|副?主席))"
)
"""永昌副县长: by his given name; 终小满副县长: by a name one does not know."""
_POST_ALONE = re.compile(
    r"(?:书记|校长|会长|政委|指挥长|[县市区省州镇乡局部厅院校]长|主任|主席|秘书长|检察长|常委|委员|党组成员)$"
)


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a word by itself is clearly a unit's name or a collective of units."""
    return ends_as_unit(text) or _STEM.fullmatch(text) is not None or _COLLECTIVE.fullmatch(text) is not None


def ends_as_unit(text: str) -> bool:
    """Whether a word ends as units' names do: without a bracket behind it only its last characters are looked at."""
    last = text[-2:]  # at times a line's end stands behind
    begin = 0 if "）" in last or ")" in last else max(len(text) - _LONGEST_ENDING - 1, 0)
    return UNIT_END.search(text, begin) is not None


_SPOKEN = re.compile(
    r"[县市区]?委?(?:公安|交警|公安交警|融媒体?|资规|自规|住建|市监|发改|卫健|工信|人社|编办|城管|退役军人|"
    r"妇联|残联|工商联|工会|团委|人防|疾控|邮政|供电|供销)"
)


def is_spoken(text: str) -> bool:
    """A short name that is nothing but a unit's."""
    return bool(_SPOKEN.fullmatch(text))


def is_stem(text: str) -> bool:
    """A department's short name: 县发改, 资源, 环境."""
    return bool(_STEM.fullmatch(text))
