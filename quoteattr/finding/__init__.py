"""Three finders that know nothing of each other: quotation marks, cues, and mentions of those who may speak.

A folder each: `marks`, `cues` and `mentions`.  `words` has the lists that `mentions` looks words up in, as linking and
naming do later.
"""
