"""The demonstration county's files agree with each other: whoever is named exists, and figures tie."""

import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import luoshi.demo

COUNTY = Path(luoshi.demo.__file__).parent / "county"
LEDGERS = ("ledger", "projects", "tasks", "decisions", "instructions")
FILES = ("units", "people", "indicators", *LEDGERS, "phrases", "stations")
KINDS = {"task": 145, "key_project": 105, "livelihood": 10, "instruction": 45, "decision": 45}
PHASES = {"papers", "works", "install", "check", "count", "desk"}
NEEDS_ANOTHER = {"blocked", "passed_on", "honest"}
LIMITS = {"特急": "+1wd", "急": "+5wd", "平": "+15wd"}
DAYS = [f"{date(2001, 1, 1) + timedelta(n):%m-%d}" for n in range(365)]  # no leap day: the files serve every year


def load(name):
    return tomllib.loads((COUNTY / f"{name}.toml").read_text(encoding="utf-8"))


SPEECH, JANUARY = ((COUNTY / f"{name}.txt").read_text(encoding="utf-8") for name in ("speech", "january"))
UNITS = {unit["short"]: unit for unit in load("units")["unit"]}
PEOPLE = load("people")
POSTS = {post["code"]: post for post in PEOPLE["post"]}
INDICATORS = {row["code"]: row for row in load("indicators")["indicator"]}
BREAKDOWNS = load("indicators")["breakdown"]
MATTERS = [matter for name in LEDGERS for matter in load(name)["matter"]]
PHRASES = load("phrases")["phrase"]
TOWNS = {short for short, unit in UNITS.items() if unit["kind"] == "town"}
DEPARTMENTS = set(UNITS) - TOWNS

each_matter = pytest.mark.parametrize("matter", MATTERS, ids=[m["number"] for m in MATTERS])


def twice(values):
    return [value for value, count in Counter(values).items() if count > 1]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


# Units


def test_fourteen_towns_and_sixty_departments():
    assert len(TOWNS) == 14
    assert len(DEPARTMENTS) == 60
    assert {unit["kind"] for unit in UNITS.values()} == {"town", "economic", "general", "vertical", "office"}


def test_no_name_means_two_units():
    names = [name for u in UNITS.values() for name in (u["short"], u["name"], *u["aliases"], *u.get("former", []))]
    assert twice(names) == []


def test_towns_have_villages_of_their_own():
    villages = [village for short in TOWNS for village in UNITS[short]["villages"]]
    assert twice(villages) == []
    assert all(4 <= len(UNITS[short]["villages"]) <= 6 for short in TOWNS)


def test_a_unit_that_ends_has_a_successor():
    ending = [unit for unit in UNITS.values() if "until" in unit]
    assert [unit["short"] for unit in ending] == ["乡村振兴局"]
    assert all(unit["successor"] in UNITS and unit["until"] in DAYS for unit in ending)


def test_one_unit_has_a_former_name():
    assert [short for short, unit in UNITS.items() if "former" in unit] == ["经贸局"]


# People


def test_twelve_posts_in_order():
    assert [post["order"] for post in PEOPLE["post"]] == list(range(1, 13))
    assert twice(post["short"] for post in PEOPLE["post"]) == []


def test_every_post_is_held_by_one_person_on_every_day():
    for code in POSTS:
        terms = [leader for leader in PEOPLE["leader"] if leader["post"] == code]
        for day in DAYS:
            holders = [t for t in terms if t.get("since", "01-01") <= day < t.get("until", "13-01")]
            assert len(holders) == 1, (code, day)


def test_portfolios_share_out_all_units_without_overlap():
    assert sorted(u for post in POSTS.values() for u in post["units"]) == sorted(DEPARTMENTS)
    assert sorted(t for post in POSTS.values() for t in post["towns"]) == sorted(TOWNS)
    assert twice(p for post in POSTS.values() for p in post["programmes"]) == []


def test_the_county_head_and_all_vice_heads_have_a_secretary():
    served = {row["post"] for row in PEOPLE["secretary"]}
    assert {code for code in POSTS if code == "county_head" or "vice" in code} - served == {"npc_vice"}
    assert all(row["unit"] in UNITS and row["role"] in ("秘书", "联络员") for row in PEOPLE["secretary"])


def test_every_unit_has_a_head_a_deputy_and_a_reporter():
    assert sorted(row["unit"] for row in PEOPLE["staff"]) == sorted(UNITS)


def test_no_two_people_share_a_name_and_most_given_names_have_two_characters():
    names = [row["name"] for kind in ("leader", "secretary") for row in PEOPLE[kind]]
    names += [row[role] for row in PEOPLE["staff"] for role in ("head", "deputy", "reporter")]
    assert twice(names) == []
    assert 0.75 <= sum(len(name) == 3 for name in names) / len(names) <= 0.9
    assert max(Counter(name[0] for name in names).values()) <= 6


# Indicators


def test_forty_indicators_with_owners():
    assert len(INDICATORS) == 40
    assert all(row["owner"] in UNITS and row["post"] in POSTS for row in INDICATORS.values())


@pytest.mark.parametrize("row", INDICATORS.values(), ids=list(INDICATORS))
def test_a_year_is_made_of_twelve_months(row):
    if row["accumulation"] == "rate":
        assert "shares" not in row
        assert len(row["path"]) == 12
        assert row["path"][0] == row["path"][1]  # January and February are published together
    else:
        assert len(row["shares"]) == len(row["pace"]) == 12
        assert sum(Decimal(str(share)) for share in row["shares"]) == 1


@pytest.mark.parametrize("row", BREAKDOWNS, ids=[f"{r['indicator']}-{r['by']}" for r in BREAKDOWNS])
def test_targets_of_the_units_add_up_to_the_county(row):
    indicator = INDICATORS[row["indicator"]]
    targets = [Decimal(str(weight)) * indicator["target"] for weight in row["units"].values()]
    assert all(target > 0 and target == round(target, indicator["decimals"]) for target in targets)
    assert sum(targets) == indicator["target"]
    allowed = {"towns": TOWNS, "departments": DEPARTMENTS, "all": set(UNITS)}[row["by"]]
    assert set(row["units"]) <= allowed
    assert set(row["going"]) | set(row["zero"]) <= set(row["units"])
    assert set(row.get("zero_breaks", {})) <= set(row["zero"])
    assert all(month > row["zero_until"] for month in row.get("zero_breaks", {}).values())


def test_at_least_three_indicators_are_shared_out_over_all_towns():
    assert sum(row["by"] == "towns" and set(row["units"]) == TOWNS for row in BREAKDOWNS) >= 3


def test_investment_is_behind_and_eleven_units_secured_nothing():
    investment = INDICATORS["fixed_investment"]
    assert all(pace < 1 for pace in investment["pace"])
    quarter = sum(s * p for s, p in zip(investment["shares"][:3], investment["pace"][:3], strict=True))
    year_ago = sum(investment["shares"][:3]) * investment["last_year"]
    assert quarter * investment["target"] / year_ago - 1 == pytest.approx(-0.14, abs=0.01)
    (funds,) = [row for row in BREAKDOWNS if row["indicator"] == "sought_funds"]
    assert len(funds["zero"]) == 11
    assert funds["zero_until"] == 3


# The speech


def test_the_speech_has_its_length_and_its_year_left_open():
    assert 6500 <= len(SPEECH) <= 8000
    assert SPEECH.count("{year}") == 2
    assert set(re.findall(r"\{\w+\}", SPEECH)) == {"{year}"}
    assert not re.search(r"(19|20)\d\d", SPEECH)


@pytest.mark.parametrize("heading", ["一、", "二、", "三、", "四、", "五、"])
def test_the_speech_has_five_parts(heading):
    assert len(re.findall(rf"^{heading}", SPEECH, re.MULTILINE)) == 1


# The ledger


def test_three_hundred_and_fifty_matters_of_five_kinds():
    assert Counter(matter["kind"] for matter in MATTERS) == KINDS
    assert sum(KINDS.values()) == 350


def test_numbers_and_titles_are_distinct_and_titles_name_no_year():
    assert twice(matter["number"] for matter in MATTERS) == []
    assert twice(matter["title"] for matter in MATTERS) == []
    assert not [m["title"] for m in MATTERS if re.search(r"(19|20)\d\d|年度目标任务$", m["title"])]


@each_matter
def test_everyone_a_matter_names_exists(matter):
    units = [matter["lead"], *matter["co"]]
    assert not twice(units)
    assert set(units) <= set(UNITS)
    assert matter["post"] in POSTS
    assert matter["origin"].get("leader", matter["post"]) in POSTS
    assert matter.get("indicator", "gdp") in INDICATORS
    programmes = {programme for post in POSTS.values() for programme in post["programmes"]}
    assert matter.get("programme", "民生实事") in programmes
    if "project" in matter:
        assert matter["project"]["town"] in TOWNS


@each_matter
def test_a_unit_is_given_nothing_once_it_has_ended(matter):
    for short in (matter["lead"], *matter["co"]):
        assert "until" not in UNITS[short] or matter["issued"] < UNITS[short]["until"]


@each_matter
def test_nodes_run_forward_and_end_by_the_due_day(matter):
    nodes = matter["node"]
    assert 6 <= len(nodes) <= 12 if matter["kind"] == "key_project" else 3 <= len(nodes) <= 8
    assert sum(node["weight"] for node in nodes) == 100
    assert all(node["weight"] > 0 for node in nodes)
    assert twice(node["title"] for node in nodes) == []
    assert {node["phase"] for node in nodes} <= PHASES
    assert all(node.get("short", "-") and node.get("done", "-") for node in nodes)
    days = [node["day"] for node in nodes]
    if matter["kind"] == "instruction":
        assert matter["due"] == LIMITS[matter["urgency"]]
        offsets = [int(re.fullmatch(r"\+(\d+)wd", day)[1]) for day in (*days, matter["due"])]
        assert offsets == sorted(offsets)
        assert matter["words"]
        assert matter["issued"] in DAYS or re.fullmatch(r"today-\d", matter["issued"])
    else:
        assert {matter["issued"], matter["due"], *days} <= set(DAYS)
        run = [("" if day >= matter["issued"] else "next ") + day for day in (matter["issued"], *days, matter["due"])]
        assert run == sorted(run)
        assert run[0] < run[1]


@each_matter
def test_measures_say_to_what_extent(matter):
    assert matter["measure"]
    for measure in matter["measure"]:
        assert measure["op"] in {">=", "<=", "=", "all"}
        assert measure["kind"] in {"flow", "stock", "yes_no"}
        assert measure["direction"] in {1, -1}
        assert measure["value"] > 0
        assert (measure["op"] == "<=") == (measure["direction"] == -1)


@each_matter
def test_a_matter_held_up_by_another_names_who_holds_it(matter):
    assert ("blocker" in matter) == (matter["course"] in NEEDS_ANOTHER)
    if "blocker" in matter:
        blocker = matter["blocker"]
        assert blocker["kind"] in {"land", "funds", "permits", "demolition", "utilities", "other"}
        assert blocker["holder"] in UNITS
        assert blocker["holder"] != matter["lead"]
        assert ("other" in blocker) == (matter["course"] == "passed_on")
        assert blocker.get("other", matter["lead"]) in UNITS
        assert blocker.get("other") != blocker["holder"]


def test_passages_stand_once_in_the_speech_and_belong_to_tasks():
    drawn = [matter for matter in MATTERS if "passage" in matter]
    assert Counter(m.get("speech", "april") for m in drawn) == {"april": 56, "january": 26}
    texts = {"april": SPEECH, "january": JANUARY}
    assert all(m["kind"] == "task" and texts[m.get("speech", "april")].count(m["passage"]) == 1 for m in drawn)
    assert twice(m["passage"] for m in drawn) == []


def test_projects_plan_no_more_than_they_cost_and_count_their_investment():
    for matter in MATTERS:
        if matter["kind"] == "key_project":
            project, (measure,) = matter["project"], matter["measure"]
            assert 0 < project["invest_plan"] <= project["invest_total"]
            assert (measure["value"], measure["unit"]) == (project["invest_plan"], "万元")
            assert ("missing" in project) == (project["statistics"] == "should")


def test_new_projects_have_a_real_start_and_none_in_the_frost():
    for matter in MATTERS:
        if matter["kind"] == "key_project" and matter["project"]["nature"] == "新建":
            starts = [node["day"] for node in matter["node"] if node.get("is") == "real_start"]
            assert len(starts) == 1, matter["title"]
            assert "03-10" < starts[0] < "11-15"


def test_figures_of_the_speech_are_those_of_the_projects():
    projects = [matter["project"] for matter in MATTERS if "project" in matter]
    begun = len(projects) - sum("hold" in project for project in projects)
    in_statistics = Counter(project["statistics"] for project in projects)
    assert (len(projects), begun) == (105, 92)
    assert "105个县级重点项目开工92个，开工率88%" in SPEECH
    assert in_statistics["should"] == 26
    assert in_statistics["should"] + in_statistics["entered"] == 84
    assert "应当入库的84个项目，还有26个没有入库，未纳统率高达31%" in SPEECH


def test_earthworks_keep_out_of_the_frost():
    for matter in MATTERS:
        if matter["kind"] == "key_project":
            starts = [node["day"] for node in matter["node"] if node.get("is") == "real_start"]
            assert all("03-10" < day < "11-15" for day in starts), matter["title"]


def test_thirteen_projects_not_begun_for_the_reasons_the_speech_gives():
    held = Counter(m["project"]["hold"] for m in MATTERS if "hold" in m.get("project", {}))
    assert held == {"land": 5, "permits": 4, "funds": 3, "owner": 1}
    assert "13个没有开工的项目里，卡在用地上的5个、卡在手续上的4个、卡在资金上的3个" in SPEECH
    for matter in MATTERS:
        if "hold" in matter.get("project", {}):
            assert matter["project"]["statistics"] == "not_begun"


def test_the_cast_is_complete():
    cast = Counter(matter["cast"] for matter in MATTERS if "cast" in matter)
    assert cast == {
        "never_reports": 5, "same_paragraph": 2, "jump": 1, "passed_four_times": 1, "split_project": 3,
        "ceremony": 1, "honest_blocked": 1, "merger": 4, "upper_earlier": 1, "yesterday": 1,
    }  # fmt: skip
    silent = {m["lead"] for m in MATTERS if m.get("cast") == "never_reports"}
    assert silent == {"供销社"} == {m["lead"] for m in MATTERS if m["course"] == "never_reports"}


def test_every_town_leads_something():
    assert {matter["lead"] for matter in MATTERS} >= TOWNS


# The stations


def test_stations_name_units_leaders_and_towns_that_exist():
    stations = load("stations")
    tasks = [task for minutes in stations["minutes"] for task in minutes["task"]]
    led = [*tasks, *stations["answered"], *stations["upper"], stations["shared"], stations["closed"]]
    assert {one["lead"] for one in led} | {co for task in tasks for co in task["co"]} <= set(UNITS)
    assert {one["post"] for one in led if "post" in one} <= set(POSTS)
    assert all(set(family["weight"]) == TOWNS for family in stations["family"] if "weight" in family)


def test_minutes_say_each_of_their_tasks_once_with_its_day():
    for minutes in load("stations")["minutes"]:
        assert all(task["passage"].count("{due}") == 1 for task in minutes["task"])
        assert len({task["title"] for task in minutes["task"]}) == len(minutes["task"])


# The phrases


def test_phrases_are_many_short_and_distinct():
    assert len(PHRASES) >= 150
    assert twice(phrase["text"] for phrase in PHRASES) == []
    assert all(len(phrase["text"]) <= 150 for phrase in PHRASES)


def test_phrases_speak_of_courses_kinds_and_units_that_exist():
    courses = {matter["course"] for matter in MATTERS}
    templates = {matter["project"]["template"] for matter in MATTERS if "project" in matter}
    for phrase in PHRASES:
        assert set(phrase.get("course", [])) <= courses
        assert set(phrase.get("kind", [])) <= set(KINDS)
        assert set(phrase.get("template", [])) <= templates
        assert set(phrase.get("phase", [])) <= PHASES
        assert all(any(w in m["title"] for m in MATTERS) for w in phrase.get("about", []))
        assert set(phrase.get("months", [])) <= set(range(1, 13))


def test_placeholders_are_the_ones_the_head_of_the_file_explains():
    head = (COUNTY / "phrases.toml").read_text(encoding="utf-8").split("\n[[phrase]]")[0]
    explained = set(re.findall(r"\{([a-z_]+)\}", head))
    used = {name for phrase in PHRASES for name in re.findall(r"\{(\w+)\}", phrase["text"])}
    assert used <= explained


def fits(phrase, matter, node):
    """Whether a phrase may be said of this node, as the head of phrases.toml has it."""
    measure, words = matter["measure"][0], phrase["text"]
    counted = measure["kind"] != "yes_no" and measure["direction"] == 1
    template = matter.get("project", {}).get("template")
    return (
        matter["course"] in phrase.get("course", [matter["course"]])
        and matter["kind"] in phrase.get("kind", [matter["kind"]])
        and template in phrase.get("template", [template])
        and node["phase"] in phrase.get("phase", [node["phase"]])
        and any(word in matter["title"] for word in phrase.get("about", [""]))
        and "months" not in phrase
        and (counted or not re.search(r"\{(amount|total|left|percent|before)\}", words))
        and ("blocker" in matter or "{holder}" not in words)
        and (matter["co"] or "{other}" not in words)
        and (node is not matter["node"][-1] or "{next_node}" not in words)
    )


@each_matter
def test_every_node_finds_words_for_its_report(matter):
    if matter["course"] == "never_reports":
        return
    told = [phrase for phrase in PHRASES if phrase["use"] in ("progress", "empty")]
    for node in matter["node"]:
        assert any(fits(phrase, matter, node) for phrase in told), (matter["title"], node["title"])


# All of them


@pytest.mark.parametrize("name", FILES)
def test_texts_use_full_width_punctuation_and_half_width_figures(name):
    for text in strings(load(name)):
        assert not re.search(r"[一-鿿][,;:!?()]|[,;:!?()][一-鿿]", text), text
        assert not re.search(r"[０-９]", text), text


def test_the_speech_uses_full_width_punctuation_and_half_width_figures():
    assert not re.search(r"[一-鿿][,;:!?()]|[,;:!?()][一-鿿]", SPEECH)
    assert not re.search(r"[０-９]", SPEECH)
