"""Units by all the names they go by."""

import pytest
from tests.core.reading.samples import UNITS

from luoshi.core.errors import BadInput
from luoshi.core.reading.registry import Official, Registry, Unit, read_registry


@pytest.fixture
def registry():
    return read_registry("units.csv", UNITS.encode("utf-8-sig"))


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("云岭县发展和改革局", "云岭县发展和改革局"),
        ("县发改局", "云岭县发展和改革局"),
        ("县发展改革局", "云岭县发展和改革局"),
        ("住建局", "云岭县住房和城乡建设局"),
        ("县住建", "云岭县住房和城乡建设局"),
        ("县林业局", "云岭县林业局"),
        ("青溪镇", "青溪镇人民政府"),
    ],
)
def test_a_unit_is_known_by_every_name(registry, name, unit):
    assert registry.resolve(name) == [unit]


@pytest.mark.parametrize("name", ["各镇办", "各乡镇", "各镇（街道）", "各乡镇人民政府", "各镇、街道"])
def test_a_collective_means_all_towns(registry, name):
    assert registry.resolve(name) == ["城关街道办事处", "青溪镇人民政府", "石桥镇人民政府"]


def test_what_is_unknown_or_could_be_several_is_left_open():
    registry = Registry([Unit("县农业农村局"), Unit("县农业机械局"), Unit("高新区管委会"), Unit("工业园区管委会")])
    assert registry.resolve("县农局") == []
    assert registry.resolve("管委会") == []
    assert registry.resolve("有关镇办") == []
    assert registry.resolve("县审计局") == []


def test_officials_are_known_by_surname_and_post():
    registry = Registry([], [Official("谢明", "副县长"), Official("王建", "县长"), Official("王平", "副县长")])
    assert registry.resolve_official("谢县长") == ["谢明"]
    assert registry.resolve_official("副县长谢明") == ["谢明"]
    assert registry.resolve_official("王县长") == []


@pytest.mark.parametrize(
    ("content", "place"),
    [("name\n县财政局\n", "第1行"), ("unit\n县财政局\n县财政局\n", "第3行"), ("unit,kind\n,部门\n", "第2行")],
)
def test_a_wrong_registry_is_named_with_its_line(content, place):
    with pytest.raises(BadInput) as caught:
        read_registry("units.csv", content.encode())
    assert (caught.value.faults[0].file, caught.value.faults[0].place) == ("units.csv", place)
