"""How good the quotations are: annotated news articles against predicted quotations.

`corpus` reads and checks both files, `pairs` and `names` compare them, `news` counts and computes the figures,
`confidence` those for each least confidence, `report` signs them and lays them out; `accuracy` compares the figures of
all corpora at hand with the recorded ones, `record` keeps them and `pictures` draws them; `compare` tells two sets of
quotations apart, `errors` sorts what is missed and what is spurious.
"""

from quoteattr.evaluation.report import evaluate, layout

__all__ = ["evaluate", "layout"]
