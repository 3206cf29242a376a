"""Task ledgers as offices keep them: read with every fault by its cell, and written out again."""
