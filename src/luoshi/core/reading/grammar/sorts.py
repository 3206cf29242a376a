"""What a name is: a unit, a person by his name or post, or nobody in particular."""

from __future__ import annotations

import re
from functools import lru_cache

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
STEM = re.compile(rf"(?:省|市|县|区|州|旗)?(?:委|政府)?(?:{by_first(DEPARTMENTS)})")
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
    rf"(?:分管[\u4e00-\u9fff、]{{1,20}}的)?(?:(?!{_NO_PART})[\u4e00-\u9fffX×xＸ]){{0,12}}(?:{TITLES})(?:[（(][^（()）]{{1,20}}[)）])?"
)
_HIGH = "局长|主任|书记|镇长|部长|院长|校长|检察长|主席|政委"
_POST = (
    rf"(?:县委|市委|区委|省委|党组|党委|政府|县|市|区|镇|乡|常务|各|分管|副|代|党组成员|班子成员|(?:(?![由请为]|{_HIGH})[\u4e00-\u9fff]){{2,6}}(?=副?(?:{_HIGH}))){{0,5}}"
    r"(?:书记|县长|市长|区长|旗长|镇长|乡长|省长|州长|主任|局长|部长|厅长|院长|校长|检察长|秘书长|组长|常委|主席|总指挥|指挥长|政委)"
)
_POST_AND_NAME = re.compile(
    rf"(?:{_POST}[、兼]?){{1,4}}(?:{NAME}|[XＸ×]{{1,3}})|[\u4e00-\u9fff]{{2,3}}(?:同志|{_POST})"
)
"""副县长李建华, 县委常委、常务副县长孙强, 李建华副县长."""
POST_END = (
    r"(?:书记|[县市区旗镇乡省州局部厅院校会]长|主任|主席|常委|委员|成员|检察长|秘书长|组长|政委|专员|指挥长?|总工程师)"
)
OF_TITLE = frozenset(word[-1] for word in TITLES.split("|")) | set("长记席委任挥志老")
"""The last characters of titles and posts, 同志 and 老: every form of a person by a title holds one."""
OLD = rf"老(?:{TWO_WORD_SURNAMES}|[{''.join(sorted(SURNAMES))}])"
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
    if len(text) > _LONGEST_TITLED or OF_TITLE.isdisjoint(text) or text.endswith(_NO_TITLE):
        return False
    if "（" in text:
        text = _NOTE_WITHIN.sub("", text)
    if "·" in text and _DOTTED.fullmatch(text):
        return True
    # a name of two or three characters stands behind a post
    if not _POST_LAST.isdisjoint(text[-4:-2]) and (_POST_AND_ANY.fullmatch(text) or _POST_AND_STRANGER.fullmatch(text)):
        return True
    if text[0] == "老" and _OLD_ONE.fullmatch(text):
        return True
    return bool(
        ((text[-1] in _PERSON_LAST and _PERSON.fullmatch(text)) or _POST_AND_NAME.fullmatch(text))
        and (text == "常委" or (text.endswith("常委") and not text.endswith("人大常委")) or not ends_as_unit(text))
    )


_LONGEST_TITLED = 60
"""A name with all its posts is no longer. Without an end to it, posts upon posts would be tried in every way."""
_POST_LAST = frozenset("长记席委任员理")
"""What the posts end in behind which whatever stands is a name."""
_PERSON_LAST = frozenset(word[-1] for word in TITLES.split("|")) | set("）)")
_NOTE_WITHIN = re.compile(r"(?<=[长记任席委员])（(?:挂职|代理|兼|女|[\u4e00-\u9fff]{1,3}族)）(?=[\u4e00-\u9fff])")
_DOTTED = re.compile(
    rf"[\u4e00-\u9fff、]{{0,14}}{POST_END}[\u4e00-\u9fff]{{2,7}}·[\u4e00-\u9fff]{{2,7}}(?:同志)?"
    rf"|[\u4e00-\u9fff]{{2,7}}·[\u4e00-\u9fff]{{2,7}}(?:同志|(?:常务)?副?(?:[县市区镇乡]长|主席|主任|书记))"
)
_OLD_ONE = re.compile(OLD)
_POST_AND_ANY = re.compile(
    rf"(?!(?!常务|常委|党组|党委|党工委|政府|华侨|安委|[\u4e00-\u9fff][县市区旗镇乡]){NAME}(?:常务)?副?[县市区旗镇乡]长.)"
    r"(?:(?:(?![各由请])[\u4e00-\u9fff、]){0,12}(?:副[县市区旗镇乡]长|[委组]书记|副书记|[协席]副?主席|组织部部?长|宣传部部?长|统战部部?长|委常委)|代?[县市区旗镇乡]长)"
    rf"(?!同志|办公|会议|联席|信箱|热线|接待|批示|讲话|质量|分管|办|{ACTIONS}|{DOINGS}|{GOVERNING})(?:(?![了的谈说讲在对把就作做是有各])[\u4e00-\u9fff]){{2,3}}(?<![室会局办委班组镇村])"
)
"""副县长秋实: behind a post of that rank hardly anything can stand but a name, whatever its first character."""
_POST_AND_STRANGER = re.compile(
    r"(?:(?:(?![各由请的])[\u4e00-\u9fff、]){1,14}(?:(?:会|委|办|区|局|室|社|中心)副?主任|会副?主席|[局院]副?[局院]长|检察长|党组成员|县长助理|调研员|政委)"
    r"|(?:(?![各由请的])[\u4e00-\u9fff、]){0,12}(?:(?:党委|工委|政法|组织|宣传|统战|纪检)委员|(?:人武|武装)部长))"
    rf"(?!同志|会议|会商|办公|联席|接待|信箱|热线|批示|讲话|{ACTIONS}|{DOINGS}|{GOVERNING})"
    r"(?:(?![了的谈说讲在对把就作做是有各为任担兼及等和与或以要也都会由向带亲第一联签接])[\u4e00-\u9fff]){2,3}(?<![室会局办委班组镇村长任员])"
)
"""县总工会主席户大为: the same behind the posts of others."""


@lru_cache(maxsize=4096)
def is_post(text: str) -> bool:
    """县委副书记, 经开区党工委副书记: a post without a name."""
    if not (has_title(text) and _POST_ALONE.search(text)):
        return False
    named = (
        _BARE_NAME.match(text) or _GIVEN_AND_POST.fullmatch(text) or _ONE_AND_POST.fullmatch(text)
    ) and not text.startswith(
        ("常务", "党组", "党委", "党工委", "纪委", "纪检", "安委", "常委", "党校", "单位", "华侨")
    )
    return not named


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
    return ends_as_unit(text) or STEM.fullmatch(text) is not None or _COLLECTIVE.fullmatch(text) is not None


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
    return bool(STEM.fullmatch(text))
