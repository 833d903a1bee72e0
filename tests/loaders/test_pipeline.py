"""The pipeline: every word of an article lies at its own place, whatever the text holds."""

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from actorgraph.errors import MissingPipeline
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.pipeline import blocks, load_pipeline, parse
from actorgraph.ontology.articles import Article, Section

# Pieces that news pages are made of, and pieces that break offsets where they are not minded.
PIECES = st.sampled_from(
    [
        "Russia bombed Aleppo. ", "pro-Russian rebels", "anti‑American", "MOSCOW (AP) — ", "\n", "\n\n",
        "\n \n", "\t", " ", "  ", "\u00a0", "\u2028", "\x0b", "\x1c", "\x85", "\u200f", "\u200b", "\ufeff",
        "قصفت روسيا حلب. ", "🇷🇺", "👩\u200d🚀", "é", "e\u0301", "\x00", "\x07", "“No,” he said.", "U.S.", "'s", "-", "—",
        "https://example.org/a?b=c", "<b>x</b>", "&amp;", "1,000", "UPDATE 0840 GMT:", "Ünïted", "𝔘𝔫", "...",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=120)
LONG_LINE = "Turkey bombed the YPG, and the rebels took ground from the Islamic State, "


@pytest.fixture(scope="module")
def nlp(reader: ClaimReader) -> Language:
    return reader.nlp


def article(text: str, *sections: Section) -> Article:
    return Article(id="a", text=text, sections=sections)


def cut(text: str, *sections: Section) -> list[str]:
    return [text[start:end] for start, end in blocks(article(text, *sections))]


def shown(text: str) -> str:
    """The text with a space for all that shows nothing."""
    return "".join(c if c.isprintable() and not c.isspace() else " " for c in text)


def assert_in_place(doc: Doc, text: str) -> None:
    """Every word as it stands in the text; between and inside words only space may be replaced."""
    assert len(doc.text) == len(text)
    for token in doc:
        there = text[token.idx : token.idx + len(token.text)]
        assert shown(there) == shown(token.text)
    for token, following in pairwise(doc):
        assert following.idx == token.idx + len(token.text_with_ws)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_words_lie_at_their_offsets_in_any_text(nlp: Language, text: str) -> None:
    assert_in_place(parse(nlp, article(text)), text)


@pytest.mark.parametrize(
    "text",
    [
        "Russia bombed Aleppo.\n\n  Turkey\tbombed the\nYPG.\n",
        "\n\n\n",
        " leading and trailing ",
        "1 2 3 4,000 55.5 -6 7% " * 60,
        "\u202eRTL override\u202c and \u2067isolates\u2069.",
        "x" * 20_000,
        "-" * 9_000,
    ],
    ids=["breaks", "only breaks", "edges", "numbers", "right to left", "one word", "one rule"],
)
def test_words_lie_at_their_offsets_in_odd_texts(nlp: Language, text: str) -> None:
    assert_in_place(parse(nlp, article(text)), text)


def test_an_empty_text_has_no_words(nlp: Language) -> None:
    assert len(parse(nlp, article(""))) == 0


def test_a_sentence_of_ten_thousand_words_is_parsed_whole(nlp: Language) -> None:
    text = LONG_LINE * 800
    doc = parse(nlp, article(text))

    assert len(doc) > 10_000
    assert_in_place(doc, text)


def test_time_grows_with_the_text_and_no_faster(nlp: Language) -> None:
    text = LONG_LINE * 800  # one line of about 60 kB
    parse(nlp, article(text[:10_000]))  # first use is slower

    def seconds(part: str) -> float:
        began = time.process_time()
        parse(nlp, article(part))
        return time.process_time() - began

    half, whole = seconds(text[: len(text) // 2]), seconds(text)
    assert whole < 3.5 * half + 0.5


def test_blank_lines_part_blocks() -> None:
    assert cut("One.\n\nTwo.\n \t\n\n  Three. ") == ["One.", "Two.", "Three."]


def test_a_wrapped_line_goes_on_and_a_heading_does_not() -> None:
    wrapped = "Turkey bombed the People's Protection Units in the north of\nSyria on Monday.\n"

    assert cut("North of the city\nTurkey bombed the YPG.") == [
        "North of the city",
        "Turkey bombed the YPG.",
    ]
    assert cut(wrapped) == [wrapped.strip()]


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSCOW (AP) — ",
        "BEIRUT, Lebanon (Reuters) - ",
        "New York (AFP) – ",
        "NEW DELHI—",
        "SEOUL, South Korea -- ",
        "(CNN) ",
        "Aug. 5 (UPI) -- ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str, reader: ClaimReader) -> None:
    text = f"{dateline}Turkey bombed the YPG."
    (claim,) = reader.claims(article(text))

    assert cut(text)[-1] == "Turkey bombed the YPG."
    assert (claim.subject.name, claim.sentence.text) == ("Turkey", "Turkey bombed the YPG.")


@pytest.mark.parametrize("start", ["TURKEY: ", "Turkey - ", "Turkey (NATO) bombed. "])
def test_other_words_are_no_dateline(start: str) -> None:
    assert cut(f"{start}Russia met Iran.") == [f"{start}Russia met Iran."]


def test_a_heading_of_a_live_blog_stands_apart() -> None:
    text = "UPDATE 0840 GMT: Turkey bombed the YPG."
    section = Section(start=0, end=len(text), heading="UPDATE 0840 GMT", time="08:40+00:00")

    assert cut(text, section) == ["UPDATE 0840 GMT", ":", "Turkey bombed the YPG."]


def test_a_word_of_sides_becomes_three_words(nlp: Language) -> None:
    doc = parse(nlp, article("A pro-Russian group met anti‑Western ministers."))

    words = [token.text for token in doc]
    assert words[:5] == ["A", "pro", "-", "Russian", "group"]
    assert words[6:10] == ["anti", "‑", "Western", "ministers"]
    assert_in_place(doc, "A pro-Russian group met anti‑Western ministers.")


@pytest.mark.parametrize(
    "text", ["\u200bTurkey\u200b  bombed\t\tthe pro-Kurdish \u00a0YPG.  It left."]
)
def test_wide_space_leaves_the_parse_as_it_was(nlp: Language, text: str) -> None:
    wide = parse(nlp, article(text))
    plain = parse(nlp, article("Turkey bombed the pro-Kurdish YPG. It left."))

    def read(doc: Doc) -> list[tuple[str, str, str, str]]:
        return [(t.text, t.tag_, t.dep_, t.head.text) for t in doc if not t.is_space]

    assert read(wide) == read(plain)
    assert_in_place(wide, text)


def test_a_pipeline_that_is_not_installed_is_named_with_its_cure() -> None:
    with pytest.raises(MissingPipeline, match="python -m spacy download en_core_web_nowhere"):
        load_pipeline("en_core_web_nowhere")


def test_marks_of_footnotes_are_parted_from_words(nlp: Language) -> None:
    text = "Bashar al-Assad,[1] left the army.[4] The Taliban[12][13] left (see [2])."
    doc = parse(nlp, article(text))

    words = [token.text for token in doc]
    assert {"Assad", "army", "Taliban", "1", "4", "12", "13", "2"} <= {*words}
    assert [sentence.text for sentence in doc.sents][-1].startswith("The Taliban")
    assert_in_place(doc, text)
