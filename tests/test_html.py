"""The page: the article as it is, every quotation marked and explained, whatever the text; then in a real browser."""

import html
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import browser
import quoteattr
from quoteattr.models import Candidate, Document, Quote, QuoteKind, Span, Speaker, SpeakerKind, Step
from quoteattr.output import explanation, html_page, reasons
from quoteattr.output.explain import SENTENCES, chances
from quoteattr.output.html import DEEPEST
from strategies import at_least, documents, quotes

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
any_text = st.text(st.characters(exclude_categories=()), max_size=60)
HOSTILE = (
    "“<script>document.title='gone'</script>,” said Ann \"&amp;\" Lee. </div></body>\n"
    "“<img src=x onerror=document.title='gone'>,” added <b onclick='x'>Lee</b>.\r\n\r\n"
    "\N{RIGHT-TO-LEFT OVERRIDE}“backwards,” \N{RIGHT-TO-LEFT MARK} said Tom Hill.\n“שלום,” said Omar Haddad."
)


def page(*found: Document) -> str:
    return "".join(html_page((f"{i}.txt", document) for i, document in enumerate(found)))


class Reader(HTMLParser):
    """Collects the articles of a page, their pieces, and the quotations each character lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.pieces: list[dict[str, str | None]] = []
        self.lists: list[set[int]] = []
        self.ids: list[str] = []
        self.refs: list[str] = []
        self.open: list[str] = []
        self.inside = 0

    def handle_starttag(self, tag: str, given_: list[tuple[str, str | None]]) -> None:  # noqa: D102
        attributes = dict(given_)
        self.ids += filter(None, [attributes.get("id")])
        self.refs += (attributes.get("aria-describedby") or "").split()
        if attributes.get("class") == "text":
            self.inside = 1
            self.texts.append("")
        elif self.inside:
            assert tag in ("mark", "span")
            assert self.inside == 1, "no piece holds another"
            self.inside = 2
            self.pieces.append(attributes)

    def handle_endtag(self, tag: str) -> None:  # noqa: D102
        self.inside = max(0, self.inside - 1)

    def handle_data(self, data: str) -> None:  # noqa: D102
        if self.inside:
            self.texts[-1] += data
            self.lists += [set(numbers(self.pieces[-1], "data-q")) if self.inside == 2 else set() for _ in data]


def numbers(piece: dict[str, str | None], name: str) -> list[int]:
    return [int(n) for n in (piece.get(name) or "").split()]


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


def as_html_keeps_it(text: str) -> str:
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)


@at_least(500)
@given(st.lists(documents(any_text), max_size=2))
def test_the_article_is_shown_as_it_is(found: list[Document]) -> None:
    reader = read(page(*found))
    assert reader.texts == [as_html_keeps_it(document.text) for document in found]
    assert len(set(reader.ids)) == len(reader.ids)
    assert set(reader.refs) <= set(reader.ids)


@st.composite
def nested(draw: st.DrawFn) -> Document:
    """Draw a text with many quotations that overlap and nest."""
    text = draw(st.text("ab \n", min_size=1, max_size=30))
    return Document(text=text, quotes=tuple(draw(quotes(text)) for _ in range(draw(st.integers(0, 5)))))


@given(nested())
def test_every_character_lists_the_quotations_it_belongs_to(document: Document) -> None:
    reader = read(page(document))
    said = [{n for n, q in enumerate(document.quotes, 1) if covers(q, i)} for i in range(len(document.text))]
    assert reader.lists == said
    begun = [n for piece in reader.pieces for n in numbers(piece, "data-n")]
    assert sorted(begun) == sorted(set().union(*said))


def covers(quote: Quote, i: int) -> bool:
    return any(span.start <= i < span.end for span in quote.content)


def test_a_piece_takes_the_colour_of_the_innermost_quotation() -> None:
    reader = read(page(nest(2)))
    assert [piece["data-q"] for piece in reader.pieces] == ["1", "2 1", "1"]
    assert "--o:" in (reader.pieces[1]["style"] or "")


def test_a_deep_nest_lists_the_innermost() -> None:
    reader = read(page(nest(50)))
    assert numbers(reader.pieces[49], "data-q") == list(range(50, 50 - DEEPEST, -1))
    assert all(len(numbers(piece, "data-q")) <= DEEPEST for piece in reader.pieces)


def nest(depth: int) -> Document:
    """Return a text of quotations, each within the one before."""
    text = "x" * (2 * depth + 1)
    said = [Span(i, len(text) - i) for i in range(depth)]
    people = [Speaker(id=str(i), kind=SpeakerKind.PERSON, name=f"P{i}", label=f"P{i}") for i in range(depth)]
    made = (
        Quote(kind=QuoteKind.DIRECT, content=(s,), verbatim=(s,), text="x", words="x", speaker=p, confidence=0.5)
        for s, p in zip(said, people, strict=True)
    )
    return Document(text=text, quotes=tuple(made), speakers=tuple(people))


def test_the_legend_counts_speakers_over_all_documents() -> None:
    legend = page(nest(2), nest(3)).partition("</form>")[0]
    rows = re.findall(r">(P\d|direct|mixed)</bdi><span class=\"count\">(\d+)", legend)
    assert rows == [("P0", "2"), ("P1", "2"), ("P2", "1"), ("direct", "5"), ("mixed", "0")]


def test_a_page_asks_nobody_for_anything() -> None:
    text = page(*(quoteattr.extract(path.read_text(encoding="utf-8")) for path in SEEDS))
    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", text) == ["data:,"]
    assert not re.search(r"url\(|@import|https?:", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_page_can_be_written_in_any_encoding(encoding: str) -> None:
    document = quoteattr.extract(HOSTILE)
    text = "".join(html_page([("Łódź.txt", document)], encoding=encoding))
    assert read(text.encode(encoding).decode(encoding)).texts == [HOSTILE]


def test_a_notebook_shows_a_document_in_a_frame_of_its_own() -> None:
    frame = quoteattr.extract(HOSTILE)._repr_html_()
    assert frame.startswith("<iframe ")
    (inner,) = re.findall(r'srcdoc="([^"]*)"', frame)
    assert read(html.unescape(inner)).texts == [HOSTILE]
    assert 'sandbox="allow-scripts"' in frame


# --- the reasons ---------------------------------------------------------------------------------


@given(documents(any_text))
def test_every_quotation_can_be_explained(document: Document) -> None:
    for i, quote in enumerate(document.quotes):
        lines = list(explanation(document, i))
        assert lines[0].startswith(f"Quotation {i + 1} of {len(document.quotes)}, line ")
        assert all(line.endswith("\n") and line[:-1].isprintable() for line in lines)
        assert len(reasons(document.text, quote)) == len(quote.evidence)


def test_the_steps_the_stages_take_have_a_sentence() -> None:
    """A rule that is new in a stage wants a sentence for its readers."""
    for path in SEEDS:
        for quote in quoteattr.extract(path.read_text(encoding="utf-8")).quotes:
            assert [step.rule for step in quote.evidence if step.rule not in SENTENCES[step.stage]] == []


def test_an_unknown_rule_is_named_with_what_it_saw() -> None:
    quote = Quote(
        kind=QuoteKind.DIRECT,
        content=(Span(0, 3),),
        verbatim=(),
        text="Yes",
        words="Yes",
        evidence=(Step(stage="mine", rule="guess", spans=(Span(4, 8),)), Step(stage="linking", rule="hunch")),
        candidates=(Candidate(speaker=Speaker(id="1", kind=SpeakerKind.PERSON, name="Al", label="Al"), score=0.25),),
        confidence=0.5,
    )
    document = Document(text="Yes said so", quotes=(quote,))
    assert reasons(document.text, quote) == ("mine: guess (“said”)", "linking: hunch")
    assert list(explanation(document, 0))[-1] == "  Al (score 0.25)\n"


@given(st.floats(0, 1), st.floats(0, 1))
def test_chances_grow_with_the_share(one: float, other: float) -> None:
    order = ["fewer than 1 in 20", *(f"about {n} in 10" for n in range(1, 10)), "about 19 in 20", "almost certain"]
    low, high = sorted([one, other])
    assert order.index(chances(low)) <= order.index(chances(high))


# --- in a browser --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    if reason := browser.missing():
        pytest.skip(reason)
    with browser.browser("--window-size=1200,900") as driver_:
        yield driver_


def show(driver: Any, path: Path, text: str) -> None:
    path.write_bytes(text.encode())
    driver.get(path.as_uri())
    assert driver.get_log("browser") == []


def number_shown(driver: Any) -> int:
    return len(driver.find_elements("css selector", "mark.q[data-n]:not(.off)"))


def test_the_page_opens_and_its_filter_works(driver: Any, tmp_path: Path) -> None:
    found = [quoteattr.extract(path.read_text(encoding="utf-8")) for path in SEEDS]
    said = [quote for document in found for quote in document.quotes]
    show(driver, tmp_path / "page.html", page(*found))
    status = driver.find_element("id", "shown")
    assert status.text == f"{len(said)} of {len(said)} quotations shown"
    (box,) = driver.find_elements("css selector", "input[name=kind][value=indirect]")
    box.click()
    left = [quote for quote in said if quote.kind is not QuoteKind.INDIRECT]
    assert status.text == f"{len(left)} of {len(said)} quotations shown"
    driver.find_element("css selector", "button[value=none]").click()
    assert status.text.startswith("0 of")
    assert number_shown(driver) == 0
    driver.find_element("css selector", "input[name=speaker]").click()
    first = driver.find_element("css selector", ".legend bdi").text
    wanted = [q for q in left if q.speaker and first in {q.speaker.label, *(m.label for m in q.speaker.members)}]
    assert status.text.startswith(f"{len(wanted)} of")
    assert len(driver.find_elements("css selector", ".notes ol > li:not([hidden])")) == len(wanted)
    driver.find_element("css selector", "button[value=all]").click()
    assert status.text.startswith(f"{len(left)} of")
    assert driver.get_log("browser") == []


def test_hover_focus_and_keys_show_who_says_it_and_why(driver: Any, tmp_path: Path) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    document = quoteattr.extract("It rained.\n\n“The bridge is safe,” said Maria Lopez.\n\n“No,” Tom Hill said.")
    show(driver, tmp_path / "page.html", page(document))
    card = driver.find_element("id", "card")
    first, second = driver.find_elements("css selector", "mark[data-n]")
    assert not card.is_displayed()
    ActionChains(driver).move_to_element(second).perform()
    assert "Tom Hill" in card.text
    driver.execute_script("arguments[0].focus()", first)
    assert "Maria Lopez" in card.text
    assert "likely right" in card.text
    assert "“said”" in card.text
    first.send_keys(Keys.ENTER)
    assert card.is_displayed()
    first.send_keys(Keys.ESCAPE)
    assert not card.is_displayed()
    first.send_keys(Keys.TAB)
    assert driver.switch_to.active_element == second
    described = driver.find_element("id", second.get_attribute("aria-describedby"))
    assert "Tom Hill" in described.get_attribute("textContent")


def test_the_next_quotation_can_be_reached_by_tab_unless_it_is_filtered_out(driver: Any, tmp_path: Path) -> None:
    document = quoteattr.extract("“The bridge is safe,” said Maria Lopez.\n\n“No,” Tom Hill said.")
    show(driver, tmp_path / "page.html", page(document))
    assert [m.get_attribute("tabindex") for m in driver.find_elements("css selector", "mark[data-n]")] == ["0", "0"]
    driver.find_elements("css selector", "input[name=speaker]")[0].click()
    assert [m.get_attribute("tabindex") for m in driver.find_elements("css selector", "mark[data-n]")] == ["-1", "0"]


def test_a_hostile_text_shows_as_itself(driver: Any, tmp_path: Path) -> None:
    hostile = Document.from_dict(quoteattr.extract(HOSTILE).to_dict())
    show(driver, tmp_path / "page.html", "".join(html_page([('<script>alert(1)</script>".txt', hostile)])))
    assert driver.execute_script("return document.querySelector('.text').textContent") == HOSTILE
    assert driver.title != "gone"
    assert driver.find_element("tag name", "h2").text == '<script>alert(1)</script>".txt'
    assert len(driver.find_elements("css selector", "script")) == 1
    assert driver.find_elements("css selector", ".text b, .text img, .text script") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tints_leave_enough_contrast(driver: Any, tmp_path: Path, scheme: str) -> None:
    """WCAG AA asks for 4.5 to 1."""
    show(driver, tmp_path / "page.html", page(nest(30)))
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    pairs = driver.execute_script(
        "return [...document.querySelectorAll('.swatch, .quiet, .notes ul')].map(e => {"
        "let b = e; while (getComputedStyle(b).backgroundColor === 'rgba(0, 0, 0, 0)' && b.parentElement) "
        "b = b.parentElement; return [getComputedStyle(e).color, getComputedStyle(b).backgroundColor]})"
    )
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert len(pairs) > 60
    assert min(contrast(*pair) for pair in pairs) >= 4.5


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    rgb = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_paper_has_the_notes_and_no_controls(driver: Any, tmp_path: Path) -> None:
    show(driver, tmp_path / "page.html", page(nest(2)))
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = [driver.find_element("css selector", s).is_displayed() for s in (".notes", ".legend", "input", "button")]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == [True, True, False, False]


def test_a_notebooks_frame_draws_its_page(driver: Any, tmp_path: Path) -> None:
    document = quoteattr.extract("“The bridge is safe,” said Maria Lopez.")
    show(driver, tmp_path / "notebook.html", f"<!DOCTYPE html><link rel=icon href='data:,'>{document._repr_html_()}")
    driver.switch_to.frame(0)
    assert driver.find_element("id", "shown").text == "1 of 1 quotations shown"
    driver.switch_to.default_content()
    assert driver.get_log("browser") == []


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/images").glob("*.svg")), ids=lambda path: path.stem)
def test_words_in_pictures_lie_on_the_paper_and_apart(driver: Any, picture: Path) -> None:
    driver.get(picture.as_uri())
    width, height = driver.execute_script(
        "const v = document.documentElement.viewBox.baseVal; return [v.width, v.height]"
    )
    boxes = driver.execute_script(
        "return [...document.querySelectorAll('text')].map(e => {"
        "const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]})"
    )
    assert len(boxes) > 5
    assert all(x >= 0 and y >= 0 and right <= width and low <= height for x, y, right, low in boxes)
    assert [(a, b) for a, b in combinations(boxes, 2) if overlap(a, b)] == []


def overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two boxes cover each other by more than a pixel."""
    return all(min(one[i + 2], other[i + 2]) - max(one[i], other[i]) > 1 for i in (0, 1))
