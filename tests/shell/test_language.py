"""The screens are Chinese unless somebody has chosen English; the catalogue has every word of the screens."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.test import Client
from tests import world

import luoshi
from luoshi.org.models import Account
from luoshi.shell.messages import extract_templates

SOURCE = Path(luoshi.__file__).parent
ROOT = SOURCE.parents[1]
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|%%|</?\w+>")


def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture
def english(settings, tmp_path):
    """The catalogue as it stands in the repository, whether or not it was compiled since."""
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue())
    settings.LOCALE_PATHS = [tmp_path / "locale"]


def desk(language: str | None = None, accept: str = "") -> str:
    client = Client(headers={"Accept-Language": accept} if accept else None)
    client.force_login(Account.rows.get(username="clerk"))
    if language:
        client.cookies["language"] = language
    return client.get("/desk").content.decode()


def navigation(page: str) -> list[str]:
    inside = re.search(r"<nav[^>]*>(.*?)</nav>", page, re.DOTALL)
    assert inside
    return re.findall(r">([^<]+)</a>", inside[1])


@pytest.mark.usefixtures("english")
def test_with_the_cookie_the_desk_is_english(county: world.County):
    page = desk("en")
    assert navigation(page) == ["County", "Documents", "Matters", "Blockers", "Indicators", "Appraisal", "Papers"]
    assert "Sign out" in page
    assert "Nothing waits for you today." in page


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("language", "accept"), [(None, ""), (None, "en"), (None, "en-US,en;q=0.9"), ("zh-hans", "en"), ("xx", "en")]
)
def test_without_it_the_desk_is_chinese_whatever_the_browser_prefers(county: world.County, language, accept):
    page = desk(language, accept)
    assert navigation(page) == ["县情", "来文", "事项", "堵点", "指标", "考核", "材料"]
    assert "Sign out" not in page


@pytest.mark.usefixtures("english")
def test_a_word_without_english_is_shown_in_chinese(county: world.County):
    from django.utils.translation import gettext, override

    empty = next(message.id for message in catalogue() if message.id and not message.string)
    with override("en"):
        assert gettext(empty) == empty
        assert gettext("滞后") == "Lagging"


def test_the_catalogue_is_up_to_date():
    """Else: run scripts/messages."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = DEFAULT_KEYWORDS | {"gettext_noop": None}
    found = extract_from_dir(ROOT / "src", method_map=methods, options_map=options, keywords=keywords)
    wanted = {(ids if isinstance(ids, str) else ids[0]) for _, _, ids, _, _ in found} - {""}
    kept = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue() if message.id}
    assert wanted - kept == set()
    assert kept - wanted == set()


def test_no_translation_loses_a_placeholder():
    for message in catalogue():
        if message.id and isinstance(message.id, str) and message.string:
            assert sorted(PLACEHOLDER.findall(str(message.string))) == sorted(PLACEHOLDER.findall(message.id)), message


def test_the_header_is_the_projects_own_and_has_no_dates():
    head = PO.read_text(encoding="utf-8").split("\n\n", 1)[0]
    assert "Project-Id-Version: Luoshi" in head
    assert "charset=utf-8" in head
    for word in ("FULL NAME", "EMAIL", "PROJECT", "VERSION\\n", "POT-Creation-Date", "PO-Revision-Date", "fuzzy"):
        assert word not in head


def test_the_extractor_finds_both_tags_of_templates():
    template = (
        "<h1>{% translate '县情' %}</h1>"
        '{% blocktranslate with n=total %}共 {{ n }} 项{% endblocktranslate %}<p title="{% translate "搜索" %}">'
        "{% blocktranslate count n=total %}{{ n }} 件{% plural %}{{ n }} 件{% endblocktranslate %}"
    )
    found = list(extract_templates(io.BytesIO(template.encode()), DEFAULT_KEYWORDS, [], {}))
    messages = [ids for _, _, ids, _ in found]
    assert "县情" in messages
    assert "搜索" in messages
    assert "共 %(n)s 项" in messages
    assert any("%(n)s 件" in ids[:2] for ids in messages if isinstance(ids, tuple))
