"""Words for what the indicators say in codes and values: sentences as an experienced clerk sets them."""
