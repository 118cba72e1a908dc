"""Three finders that know nothing of each other: quotation marks, cues, and mentions of those who may speak.

`marks` reads marks jointly, a paragraph at a time (`marks_signs`: what a mark may be here; `marks_paths`: the cheapest
reading of them all; `marks_dashes`: dialogue set with dashes) and gives `regions`.  `cues` looks words up in the
`lexicon`.  `mentions` gathers noun phrases, names (`mentions_names`) among them: `mentions_case` tells which capitals
mean a name, `mentions_runs` how far it goes, `mentions_kinds` what it is of, and `mentions_words` has the lists.  What
they hand on is defined in `regions` and `phrases`.
"""
