"""`python -m quoteattr.training`: learn the weights, or look at them.

    fit FILE[=WEIGHT]...   learn the linking models from annotated news; articles of a file count WEIGHT times
    speakers --news FILE[=WEIGHT]... --novels FOLDER...
                           learn how speakers are ranked, in texts of much talk and in others; `--left-out` says how
                           books fare that are not learned from
    words ...              learn the tagger and the word classes first (needs spaCy, its model and WordNet)
    show [SECTION]         print the weights as text

Weights are written to `--out` (the file of the package if not given); `fit` takes the tagger and the word classes from
`--lexical` (the same file).
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from quoteattr.errors import InputError, QuoteattrError
from quoteattr.linking.learned import weights
from quoteattr.linking.learned.signature import signature
from quoteattr.linking.learned.tagger import pack
from quoteattr.linking.learned.weights import Section, Weights, dump
from quoteattr.training import conversations, speakers
from quoteattr.training.fit import SECTIONS, Settings, fit
from quoteattr.training.gold import Article, articles
from quoteattr.training.told import told_news, told_novels

DATA: Final = Path(weights.__file__).parents[2] / "data"
SHIPPED: Final = DATA / weights.FILE
SPEAKERS: Final = DATA / "speaker-weights.tsv"
TALK: Final = DATA / "talk-weights.tsv"
CONVERSATION: Final = DATA / "conversation-weights.tsv"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except QuoteattrError as error:
        print(f"quoteattr.training: {error}", file=sys.stderr)
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training", description="Learn the weights of linking.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _fit_arguments(commands.add_parser("fit", help="learn cues, spans and acceptance from annotated news"))
    _words_arguments(commands.add_parser("words", help="learn the tagger and the word classes"))
    _speakers_arguments(commands.add_parser("speakers", help="learn how candidates for a speaker are ranked"))
    _show_arguments(commands.add_parser("show", help="print weights as text"))
    return parser


def _fit_arguments(command: argparse.ArgumentParser) -> None:
    add, usual = command.add_argument, Settings()
    add("files", nargs="+", metavar="FILE[=WEIGHT]", help="annotated news, JSON Lines")
    add("--lexical", type=Path, default=SHIPPED, help="weights file to take the tagger and classes from")
    add("--folds", type=int, default=usual.folds, help="parts of the jackknife")
    add("--iterations", type=int, default=usual.span_iterations, help="of the span model")
    add("--out", type=Path, default=SHIPPED)
    command.set_defaults(run=_fit)


def _words_arguments(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("files", nargs="+", type=Path, help="annotated news (JSON Lines) or plain texts")
    add("--model", default="en_core_web_sm", help="the spaCy pipeline that tags the texts")
    add("--wordnet", type=Path, required=True, help="folder of WordNet's data.* and index.* files")
    add("--rounds", type=int, default=5)
    add("--out", type=Path, default=SHIPPED)
    command.set_defaults(run=_words)


def _speakers_arguments(command: argparse.ArgumentParser) -> None:
    add, usual = command.add_argument, speakers.Settings()
    add("--news", nargs="+", default=[], metavar="FILE[=WEIGHT]", help="annotated news, JSON Lines")
    add("--novels", nargs="+", type=Path, default=[], metavar="FOLDER", help="folders of annotated novels")
    add("--rounds", type=int, default=usual.rounds, help="how often the texts are asked")
    add("--folds", type=int, default=usual.folds, help="parts of the jackknife")
    add("--left-out", action="store_true", help="say how each book fares with weights learned without it")
    add("--out", type=Path, default=SPEAKERS, help="weights for texts of little talk")
    add("--talk-out", type=Path, default=TALK, help="weights for texts of much talk")
    add("--conversation-out", type=Path, default=CONVERSATION, help="those for their conversations")
    command.set_defaults(run=_speakers)


def _show_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("section", nargs="?")
    command.add_argument("--file", type=Path, default=SHIPPED)
    command.set_defaults(run=_show)


class _Clock:
    """Says what is being done, and how long it has taken so far, on the error stream."""

    def __init__(self) -> None:
        self.start = time.monotonic()

    def __call__(self, message: str) -> None:
        print(f"{time.monotonic() - self.start:7.0f} s  {message}", file=sys.stderr, flush=True)


def read_file(path: Path, features: str | None = None) -> Weights:
    """Return the weights in a file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    return weights.parse(data, str(path), features)


def _fit(options: argparse.Namespace) -> int:
    say = _Clock()
    lexical = read_file(options.lexical)
    collection: list[Article] = []
    names: list[str] = []
    for given in options.files:
        path, weight = _weighted(given)
        collection += articles(path, weight)
        names.append(f"{path.stem}={weight}")
    say(f"{len(collection)} articles read")
    settings = Settings(folds=options.folds, span_iterations=options.iterations)
    tables = {name: lexical.section(name) for name in SECTIONS}
    learned = fit(collection, tables, settings, " ".join(names), say)
    options.out.write_bytes(dump(learned))
    say(f"{options.out}: {options.out.stat().st_size} bytes")
    return 0


def _speakers(options: argparse.Namespace) -> int:
    say = _Clock()
    texts = [told for given in options.news for told in told_news(*_weighted(given))]
    texts += [told for folder in options.novels for told in told_novels(folder, 1)]
    if not texts:
        raise InputError("nothing to learn from: give --news or --novels")
    say(f"{len(texts)} texts read")
    settings = speakers.Settings(rounds=options.rounds, folds=options.folds)
    learned = speakers.learn(texts, settings, say)
    tables = learned.tables
    for path, table, head in (
        (options.out, tables.plain, speakers.HEAD),
        (options.talk_out, tables.talk, speakers.HEAD),
        (options.conversation_out, tables.conversation, conversations.HEAD),
    ):
        path.write_text(speakers.written(table, head), "utf-8")
        say(f"{path}: {len(table)} weights")
    if options.left_out:
        total = speakers.Tally()
        for _, tally in speakers.left_out(texts, learned, say):
            total.add(tally)
        say(f"all books, each left out: {total.line()}")
    return 0


def _weighted(given: str) -> tuple[Path, int]:
    name, _, weight = given.partition("=")
    if not weight.isdigit() and weight:
        raise InputError(f"{given}: the weight is a whole number")
    return Path(name), int(weight or 1)


def _words(options: argparse.Namespace) -> int:
    from quoteattr.finding.words import lists
    from quoteattr.training.perceptron import learn_tagger, tag_texts, word_table
    from quoteattr.training.wordnet import senses, word_classes

    say = _Clock()
    texts = [pair for path in options.files for pair in _texts(path)]
    sentences = tag_texts(texts, options.model)
    say(f"{len(sentences)} sentences tagged")
    words = word_table(sentences)
    tagger = pack(learn_tagger(sentences, words, options.rounds, say))
    classes = word_classes(senses(options.wordnet), sentences, lists().common)
    names = {name: i for i, name in enumerate(sorted({c for row in classes.values() for c in row}))}
    sections: dict[str, Section] = {
        "words": words,
        "tags": tagger,
        "class names": {name: (i,) for name, i in names.items()},
        "classes": {word: tuple(names[c] for c in row) for word, row in classes.items()},
    }
    options.out.write_bytes(dump(Weights(sections, {"features": signature(), "trained_on": f"{len(texts)} texts"})))
    say(f"{options.out}: {options.out.stat().st_size} bytes; run `fit` next")
    return 0


def _texts(path: Path) -> list[tuple[str, str]]:
    if path.suffix == ".jsonl":
        return [(article.name, article.reading.text) for article in articles(path, 1)]
    try:
        return [(path.name, path.read_text("utf-8"))]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error


def _show(options: argparse.Namespace) -> int:
    loaded = read_file(options.file)
    if options.section:
        loaded = Weights({options.section: loaded.section(options.section)}, loaded.facts)
    for line in weights.lines(loaded.sections):
        print(line, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
