"""Where the time goes: each stage's share, as kB a second and as a multiple of one token pass.

The stages are those of `quoteattr.stages.walk`, walked along as `Extractor.extract` walks along them.  A first
text is extracted before anything is timed, so word lists and weights are read.  A stage's time is the sum over the
texts; the best of the rounds counts, for each stage by itself.  Linking keeps sums of weights from text to text, so a
later round over the same texts is quicker than the first; therefore the first is told too, in token passes.
"""

from collections import defaultdict
from collections.abc import Sequence
from time import process_time
from typing import Final

from quoteattr.benchmark.figures import Table
from quoteattr.benchmark.texts import Texts
from quoteattr.config import Config
from quoteattr.evaluation.passes import token_pass
from quoteattr.stages import walk

WARM: Final = "“The bridge is safe,” said Maria Lopez. Tom Hill, an engineer, denied that she had seen it.\n\n“Well?”"
SETTLED: Final = 200_000  # characters to extract at least: few texts are timed more often
COLUMNS: Final = {"stage": "", "seconds": ".3f", "kB/s": ",.0f", "token passes": ".1f", "first round": ".1f"}


def warm_up() -> None:
    """Extract something, so that everything that is read on first use is there."""
    for _ in walk(WARM, Config()):
        pass


def stage_times(texts: Sequence[str]) -> dict[str, float]:
    """Return the seconds each stage takes for all texts, in the order of the stages."""
    times = defaultdict[str, float](float)
    config = Config()
    for text in texts:
        before = process_time()
        for name, _ in walk(text, config):
            now = process_time()
            times[name] += now - before
            before = now
    return dict(times)


def by_stage(texts: Texts, rounds: int = 3) -> Table:
    """Return the table of the stages and of all of them together."""
    warm_up()
    rounds = max(rounds, SETTLED // texts.size)
    passes, runs = [token_pass(texts.texts)], list[dict[str, float]]()
    for _ in range(rounds):
        runs.append(stage_times(texts.texts))
        passes.append(token_pass(texts.texts, 1))
    one = min(passes)
    best = {name: min(run[name] for run in runs) for name in runs[0]}
    best["all"] = min(sum(run.values()) for run in runs)
    first = {**runs[0], "all": sum(runs[0].values()), "token pass": one}
    title = (
        f"{len(texts.texts)} texts of {texts.size:,} characters ({texts.origin}); "
        f"one token pass is {texts.size / one / 1e6:.1f} MB/s."
    )
    rows = (
        {"stage": name, "seconds": time, "kB/s": _rate(texts.size, time), "token passes": time / one}
        | {"first round": first[name] / one}
        for name, time in {"token pass": one, **best}.items()
    )
    return Table(name="stages", title=title, columns=COLUMNS, rows=tuple(rows))


def _rate(size: int, seconds: float) -> float | None:
    """Return kB a second (a character for a byte), None for a time below what can be measured."""
    return size / seconds / 1000 if seconds > 1e-6 else None
