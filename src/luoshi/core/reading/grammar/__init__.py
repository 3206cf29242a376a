"""The patterns of official prose: who (names, owners), by when (dues), to what extent (measures).

Every pattern here runs in time proportional to the text: repeats are bounded or possessive, and each starts only where
something begins.
"""
