"""Whether a sentence is a task, and if not, why."""
