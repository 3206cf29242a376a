"""What the office's corrections teach the reading: names, whose a heading is, what is no task."""
