"""Which matters a fact has touched: their lights are brought up to date afterwards."""

from uuid import UUID

Touched = set[UUID]
