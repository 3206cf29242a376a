"""Ways in: first passwords that are printed, passwords of one's own, and what stops guessing."""
