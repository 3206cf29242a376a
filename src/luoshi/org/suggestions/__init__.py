"""Complaints and suggestions about the system itself, and what became of them."""
