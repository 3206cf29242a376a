"""Luoshi (落实): what was decided gets done, and everyone can see that it was."""

__version__ = "0.1.0"
