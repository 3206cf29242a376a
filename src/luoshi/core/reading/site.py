"""The lines that a website put around a document: navigation, dates of reading, downloads, copyright."""

from __future__ import annotations

import itertools
import re

_AT_HEAD = re.compile(
    "|".join(
        (
            r"<!--|-->$|首页\b",
            r"(?:发布|发文|更新)?(?:时间|日期)\s*[:：]\s*\d{4}|\d{4}年\d{1,2}月\d{1,2}日\s+\d{1,2}[时:：]\d{1,2}",
            r"(?:上一篇|下一篇|上一条|下一条|返回顶部|返回首页|关闭窗口|打印本页)",
            r"(?:上页|下页|打印|分享(?:到)?|收藏|下载|字号|大|中|小|】)\s*[:：]?$",
            r"(?:来源|信息来源|稿源|责任编辑|编辑|作者|发布机构|索引号|主题分类|文号|有效性)\s*[:：]|[\u4e00-\u9fff]{2,4}日报$",
            r"\W*(?:网站)?主办(?:单位)?\s*[:：].{0,40}(?:政府|办公室)",
            r"相关(?:热搜|阅读|文章|链接|推荐)|推荐度|原文链接|https?://",
            r"\W*《[^》]*\.(?:docx?|pdf|wps)》$|## 文档|\W*基本信息\W*$",
            r"\W*(?:文档类型|原文链接|发布机构|发布日期|文件名称|文件编号)\*{0,2}\s*[:：]",
        )
    )
)
"""What a site's short line begins with."""
_WITHIN = re.compile(
    "|".join(
        (
            r"当前的?位置|您的?位置|首页\s*[>›»＞]|网站地图|联系我们|网站标识码",
            r"阅读(?:次数|量|数)?\s*[:：]|浏览(?:次数|量|记录)?\s*[:：]?\s*\d*$",
            r"【字体|【打印|【关闭|字号\s*[:：]",
            r"版权所有|备案号|ICP备|公网安备|扫一扫|微信(?:扫码|公众号)$",
            r"文档(?:为|下载)|法宝引证码",
        )
    )
)
"""What stands anywhere in a site's short line. Each form begins with a character, so that the search runs to those."""
_ANY = re.compile(r"下载本文|Word文档|WORD和WPS|VIP|点击(?:按钮|下载|查看)|方便收藏和打印|联系客服")
_OFFERS = ("下载", "Word", "WPS", "VIP", "点击", "收藏", "客服")
"""One of them stands in each form of it: most documents hold none, and no line of theirs is looked through."""
_HOSTED = re.compile(r"主办(?:单位)?\s*[:：]")
_OF_OWNERS = re.compile(
    r"\s*(?:协办|会办|承办|配合|牵头|责任|办结|完成|办理)?(?:单位|部门|时限|期限|领导)?\s*(?<=[办合头任限位门导])[:：](?<!主办：)(?<!主办:)(?<!主办单位：)"
)
"""「协办：……」 beside it: a task's owner, and no site's."""
_LONGEST, _SCRAP = 80, 30
_HEAD = 12
"""So many lines at the top may be the site's."""


def site_lines(lines: list[str]) -> list[bool]:
    """Which of the lines are the site's."""
    whole = "\n".join(lines)
    offered = any(word in whole for word in _OFFERS)
    marked = [_is_site(line, offered=offered) for line in lines]
    for at in [at for at, line in enumerate(lines) if marked[at] and _HOSTED.match(line)]:
        marked[at] = not any(_OF_OWNERS.match(line) for line in lines[max(0, at - 2) : at + 3])
    _mark_tail(lines, marked)
    _mark_head(lines, marked)
    return marked


def _is_site(line: str, *, offered: bool) -> bool:
    """A long line or a whole sentence is the document's, unless it speaks of downloads. offered: one may do so."""
    short = len(line) <= _LONGEST and not line.endswith(("。", "；", ";"))
    return bool((short and (_AT_HEAD.match(line) or _WITHIN.search(line))) or (offered and _ANY.search(line)))


def _mark_tail(lines: list[str], marked: list[bool]) -> None:
    """From the first site line after which only short scraps follow, all is the site's."""
    ends = reversed(range(len(lines)))
    last = next((index for index in ends if len(lines[index]) > _SCRAP and not marked[index]), -1)
    for index in range(last + 1, len(lines)):
        if marked[index] and index > len(lines) // 2:
            marked[index:] = [True] * (len(lines) - index)
            return


def _mark_head(lines: list[str], marked: list[bool]) -> None:
    """Scraps between site lines at the top (a word, a number) are the site's too."""
    top = [index for index in range(min(len(lines), _HEAD)) if marked[index]]
    for before, after in itertools.pairwise(top):
        for index in range(before + 1, after):
            if len(lines[index]) <= 4:
                marked[index] = True
