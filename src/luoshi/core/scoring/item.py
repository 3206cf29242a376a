"""One line of an appraisal scheme (考核项): a leaf with a method, or a node with an aggregate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

ParameterValue = Decimal | tuple[Decimal, ...] | bool | str


@dataclass(frozen=True, slots=True)
class Item:
    """An item as the scheme has it. Numbers are the decimals that stand in the scheme, not their binary neighbours."""

    code: str
    name: str
    parent: str | None
    weight: Decimal | None
    """Full mark of a leaf under a `sum`, weight in a mean. None: a node that weighs what its members weigh."""
    direction: int = 1
    """1: more is better; −1: less is better."""
    groups: tuple[str, ...] | None = None
    """Groups to which the item applies; None: all."""
    method: str | None = None
    aggregate: str | None = None
    min_present: Decimal = Decimal(0)
    """A node with a smaller share of its members present is missing."""
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)
    source: str = ""
    """Where the figures come from: an indicator, or a measure of the loop; empty: the item's own code."""
    formula: str | None = None
    """How the figure is computed from others; None: it is reported."""

    @property
    def is_leaf(self) -> bool:
        return self.method is not None

    def number(self, parameter: str) -> float | None:
        """A parameter as a double, or None where the scheme leaves it out."""
        value = self.parameters.get(parameter)
        return float(value) if isinstance(value, Decimal) else None

    def numbers(self, parameter: str) -> tuple[float, ...]:
        """A list parameter as doubles; empty where the scheme leaves it out."""
        value = self.parameters.get(parameter)
        return tuple(float(one) for one in value) if isinstance(value, tuple) else ()

    def is_set(self, parameter: str) -> bool:
        """A flag; false where the scheme leaves it out."""
        return self.parameters.get(parameter) is True

    def choice(self, parameter: str, otherwise: str) -> str:
        """A word; `otherwise` where the scheme leaves it out."""
        value = self.parameters.get(parameter)
        return value if isinstance(value, str) else otherwise
