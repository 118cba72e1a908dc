"""A view of the text of the same length, in which spaces, apostrophes, hyphens and double primes have one form each.

Everything after it may compare words without thinking of no-break spaces or typographic apostrophes, and
still use the offsets it finds, because one character always stands for one character.  Double marks
and opening single marks are left as they are: telling them apart is the work of finding marks.
Characters of no width cannot be dropped here (offsets would move); `bare` drops them from a single word.

What is set around marks and is no word becomes spaces: signs of italics outside of them (*“Never,”* said Ada), tags of
HTML, addresses in angle brackets, the number of a note behind speech (“Never,”[14] said Ada; “Never”1, said Ada), the
signs before lines of quoted mail (> Never.), italics of the names in a play (_Ada._ Never.).
"""

from typing import Final

import regex

SPACES: Final = "\t\v\f\x1c\x1d\x1e\x1f\x85\N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\N{NARROW NO-BREAK SPACE}" + (
    "\N{MEDIUM MATHEMATICAL SPACE}\N{IDEOGRAPHIC SPACE}" + "".join(map(chr, range(0x2000, 0x200B)))
)
NO_WIDTH: Final = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
)
APOSTROPHES: Final = "\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
PRIMES: Final = (
    "\N{DOUBLE PRIME}\N{REVERSED DOUBLE PRIME QUOTATION MARK}\N{DOUBLE PRIME QUOTATION MARK}"
    "\N{LOW DOUBLE PRIME QUOTATION MARK}"
)
HYPHENS: Final = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}"

_FOLD: Final = (
    dict.fromkeys(SPACES, " ") | dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-")
    | {"\N{LINE SEPARATOR}": "\n", "\N{PARAGRAPH SEPARATOR}": "\n"} | dict.fromkeys(PRIMES, '"')
)  # fmt: skip
_NOTE_SIGNS: Final = "*_]<¹²³⁴⁵⁶⁷⁸⁹⁰"
_NOTES: Final = ('"(', "”(", "’(", "'(", "»(", *(f"”{digit}" for digit in "123456789"))
_NO_WORD: Final = regex.compile(
    r"""(?<![\p{L}\p{N}*_]) (?: \*{1,3} | _{1,3} ) (?= [\"“‘«'] )        # *“Never,”
      | (?<= [\"”’»'] ) (?: \*{1,3} | _{1,3} ) (?! [\p{L}\p{N}*_] )    # ”* said Ada
      | (?<= [.,!?…—-] [\"”’»'] ) (?: [ ]? \[ \d{1,3} \] | \( \d{1,3} \) | [¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3} ) (?! [\p{L}\p{N}] )
      | (?<= [\p{L}.,!?…] ” ) \d{1,3} (?= [ ,.;:\n] | $ )             # ”1, said Ada
      | < /? (?: i | b | u | p | q | a | em | strong | span | cite | small | sup | sub | br | li | h[1-6] | div
        | blockquote ) (?: [ ] [^<>\n]{0,200} )? /? >
      | < [^\s<>@]{1,80} @ [^\s<>@]{1,80} >""",
    regex.VERBOSE,
)
_ITALICS: Final = regex.compile(r"^_\p{Lu}[\p{L} .'’-]{1,40}(?:[.:]_|_[.:])(?=[ ])", regex.MULTILINE)
_MAIL: Final = regex.compile(r"^(?:>[ ]?)+", regex.MULTILINE)
_BARE: Final = str.maketrans("", "", NO_WIDTH)


def fold(text: str) -> str:
    """Return `text` with one kind of space, apostrophe, hyphen and line end; the length is kept.

    A carriage return before a line feed counts as a space at the end of its line, one alone as a line end.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    for c, folded in _FOLD.items():  # replaced one by one, which `str.translate` takes many times as long for
        if c in text:
            text = text.replace(c, folded)
    if any(sign in text for sign in _NOTE_SIGNS) or any(note in text for note in _NOTES):
        text = _NO_WORD.sub(lambda match: " " * len(match[0]), text)
    if "\n_" in text or text.startswith("_"):
        text = _ITALICS.sub(lambda match: match[0].replace("_", " "), text)
    if "\n>" in text or text.startswith(">"):
        text = _MAIL.sub(lambda match: " " * len(match[0]), text)
    return text


def has_no_width(text: str) -> bool:
    """Tell whether any character of a text has no width."""
    return any(c in text for c in NO_WIDTH)


def bare(word: str) -> str:
    r"""Return `word` without characters of no width.

    >>> bare("govern\u00adment")
    'government'
    """
    return word if word.isascii() else word.translate(_BARE)
