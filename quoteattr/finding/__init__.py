"""Three finders that know nothing of each other: quotation marks, cues, and mentions of those who may speak.

`marks` reads marks jointly, a paragraph at a time (`marks_signs`: what a mark may be here; `marks_paths`: the cheapest
reading of them all; `marks_dashes`: dialogue set with dashes) and gives `regions`.

`cues` looks words up in the `lexicon` and tells by the words around them (`cues_clause`) whether they are the verb or
the noun (`cues_parts`) and what the source does with the content (`cues_stance`).

`mentions` gathers noun phrases, names (`mentions_names`) among them: `mentions_case` tells which capitals mean a name
(`mentions_letters`: by a word alone; `mentions_headlines`: where capitals tell nothing), `mentions_runs` how far it
goes, `mentions_titles` where in its run it starts, `known_bodies` which names stand as they are, `mentions_kinds` what
a name is of, and `mentions_words` has the lists.

What they hand on is defined in `regions` and `phrases`.
"""
