"""Statistics tables as people leave them: found on the sheet, named, typed, and what cannot be read listed."""

from luoshi.core.tabling.files import read_grids
from luoshi.core.tabling.finding import read_tables, tables_and_hidden, tables_of
from luoshi.core.tabling.grid import Grid
from luoshi.core.tabling.model import Column, Line, Role, Table, Unread

__all__ = [
    "Column",
    "Grid",
    "Line",
    "Role",
    "Table",
    "Unread",
    "read_grids",
    "read_tables",
    "tables_and_hidden",
    "tables_of",
]
