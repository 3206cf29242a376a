"""A county of one's own from one workbook: who is there, what runs, and what has been done already."""
