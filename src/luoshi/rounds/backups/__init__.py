"""Everything in one file, and back again: into either database, checked to the last byte."""
