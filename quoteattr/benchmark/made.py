"""Made-up news items for benchmarks and tests that need many: the same numbers give the same texts, few of them alike.

Every item mixes direct, indirect and mixed reports, names, nominals and pronouns, and now and then what goes wrong in
archives: a mark that is never closed, no text at all, a single word.
"""

import random
from collections.abc import Iterator

FIRST = "Maria Tom Omar Priya Ingrid Paul Aisha Henrik Lucia Samuel Noor Yusuf Elena Victor Hanna Diego".split()
LAST = (
    "Lopez Hill Haddad Nair Olsen Okafor Berger Lindqvist Moreau Castro Petrov Tanaka Silva Novak Weiss Adeyemi".split()
)
ROLES = "the mayor|an engineer|a spokesman for the port|the head teacher|a biologist|the union’s lawyer".split("|")
BODIES = "the city council|the health ministry|the port authority|Northern Rail|the Harbour Trust|officials".split("|")
CLAIMS = (
    "the bridge is safe|the budget will not last until spring|nobody asked the people who live there|"
    "it costs more than it is worth|the report was late|two of the pumps had failed before|"
    "the school would open again on Monday|there is no reason to worry|the river will rise by another metre"
).split("|")
PLACES = "Westhaven Northport Millbrook Eastford Kingsley Rivermouth".split()

REPORTS = (
    "“{Claim},” said {name}, {role}. “{Other}.”",
    "{name} told reporters: “{Claim}. {Other}.”",
    "{name}, {role}, said that {claim}.",
    "“{Claim},” {name} said, “and {other}.”",
    "{Claim}, according to {body}.",
    "{name} called the plan “a gift to nobody” and left {place}.",
    "{Body} denied that {claim}.",
    '"{Claim}," {last} added.',
    "She said {claim}.",
    "“{Claim}?” asked {name}. He did not say when {other}.",
    "{last} believes {claim}, but {body} warned that {other}.",
    "“{Claim}.\n\n“{Other},” {name} went on.",
)
PLAIN = (
    "The meeting in {place} lasted until midnight.",
    "Rain fell on {place} for the third day.",
    "Shops near the station stayed closed.",
    "About forty people came to the hall in {place}.",
)
ODD = ("", " ", "\n\n", "“{Claim}", "said", "“”", "{Claim}.” said {name}", "{Body} said “{claim}.")


def made_texts(number: int, longest: int = 5, seed: int = 1) -> Iterator[str]:
    """Yield `number` texts of up to `longest` paragraphs."""
    chance = random.Random(seed)
    for _ in range(number):
        if chance.random() < 0.03:
            yield _filled(chance.choice(ODD), chance)
        else:
            forms = [PLAIN if chance.random() < 0.4 else REPORTS for _ in range(chance.randint(1, longest))]
            yield "\n\n".join(_filled(chance.choice(form), chance) for form in forms)


def _filled(form: str, chance: random.Random) -> str:
    claim, other, body, last = (chance.choice(words) for words in (CLAIMS, CLAIMS, BODIES, LAST))
    return form.format(
        claim=claim,
        Claim=_capital(claim),
        other=other,
        Other=_capital(other),
        body=body,
        Body=_capital(body),
        last=last,
        name=f"{chance.choice(FIRST)} {last}",
        role=chance.choice(ROLES),
        place=chance.choice(PLACES),
    )


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
