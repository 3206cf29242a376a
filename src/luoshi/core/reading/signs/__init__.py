"""The signs by which one sees what a sentence is, by what they speak of."""
