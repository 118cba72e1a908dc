"""Linking by small models learned from annotated news, and by what rules know better behind them.

`attribute` is the verb; this folder has no names of its own to hand out, since training takes its parts one by one.
Files and folders, in the order of use:

    `tagger`     parts of speech
    `kinds`      what the models may know of a unit
    `segments`   the stretches in which a cue looks for its source and content
    `proposals`  what the rules of word order propose there
    `features`   what the models see of a segment and of a possible cue
    `spans`      what they see of a source and a content under a cue
    `scorers`    sums of weights for both
    `crf`        how probable each label is at each unit
    `grammar`    what rules know of source and content better
    `decode`     from these probabilities to a source and a content
    `accept`     what the last decision sees of a report
    `trees`      how probable it is that the report is right
    `bars`       how probable it has to be
    `attribute`  all of these put together
    `reports`    from units back to characters
    `weights`    the file that all weights live in
    `signature`  which features they were learned with
"""
