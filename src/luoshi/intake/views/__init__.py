"""Pages of intake: thin; they ask queries and call actions."""
