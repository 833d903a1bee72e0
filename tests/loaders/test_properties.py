"""What holds for every text: offsets, ids, round trips; and time that grows with the words."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actorgraph.errors import DoubtfulInput
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.pipeline import LONGEST_SENTENCE, parse
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Mention, Span, claim_from_json, claim_to_json

PARTS = (
    "Russia", "the Houthis", "Syrian rebels", "Mr. Kerry", "U.S.-backed fighters", "Aleppo", "he",
    "their", "both sides", "the foreign minister", "pro-Iranian militias", "President Erdogan",
    "attacked", "has denied bombing", "will meet", "said that", "said:", "accused", "of shelling",
    "were killed by", "according to", "did not attack", "vowed to fight", "talks with", "on Monday",
    "“", "”", '"', "'", ",", ".", "and", "—", "(", ")", "\n\n", "\n", "\t", "\u200b", "\u202e", "😀",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PARTS), max_size=60).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=8)), max_size=40).map("".join),
)
MANY = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader(least=0.0)  # with nothing kept out, more can go wrong


def article(text: str) -> Article:
    return Article(id="any", text=text, published="2016-10-24")


@MANY
@given(text=TEXTS)
def test_words_stand_at_their_offsets_whatever_the_text(reader: ClaimReader, text: str) -> None:
    claims = reader.claims(article(text))
    statements = reader.statements(article(text))

    spans: list[Span | Mention] = [span for claim in claims for span in _spans(claim)]
    spans += [span for one in statements for span in (one.cue, one.content)]
    spans += [one.speaker for one in statements if one.speaker]
    for span in spans:
        assert span.start is not None
        assert span.end is not None
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


@MANY
@given(text=TEXTS)
def test_claims_are_the_same_twice_and_after_being_written(reader: ClaimReader, text: str) -> None:
    claims = reader.claims(article(text))

    assert reader.claims(article(text)) == claims
    assert [claim_from_json(claim_to_json(claim)) for claim in claims] == claims
    assert len({claim.id for claim in claims}) == len(claims)


@MANY
@given(text=TEXTS)
def test_a_claims_words_are_in_its_sentence(reader: ClaimReader, text: str) -> None:
    for claim in reader.claims(article(text)):
        sentence = claim.sentence
        for part in (claim.cue, claim.subject, claim.object):
            assert part.start is not None
            assert part.end is not None
            assert sentence.start <= part.start < part.end <= sentence.end


@MANY
@given(text=TEXTS)
def test_a_document_has_the_articles_characters(reader: ClaimReader, text: str) -> None:
    doc = parse(reader.nlp, article(text))

    assert len(doc.text) == len(text)
    assert all(len(sentence) <= LONGEST_SENTENCE * 3 for sentence in doc.sents)


def _spans(claim: Claim) -> list[Span | Mention]:
    ends: list[Span | Mention] = [claim.cue, claim.sentence, claim.subject, claim.object]
    return [*ends, claim.speaker] if claim.speaker else ends


def test_the_parts_make_claims_and_statements(reader: ClaimReader) -> None:
    """Without this, the tests above could hold because nothing is ever found."""
    text = "Russia attacked Syrian rebels , Mr. Kerry said on Monday ."

    assert [claim.relation for claim in reader.claims(article(text))] == ["attacks"]
    assert len(reader.statements(article(text))) == 1


HOSTILE: dict[str, Callable[[int], str]] = {
    "prose in one line": lambda n: "Russia attacked Syria on Monday, the U.S. said. " * n,
    "names in one sentence": lambda n: "Obama met " + "Russia, Syria, Iran, " * n + "and Iraq.",
    "verbs in one sentence": lambda n: "Russia said Syria hit Iran and " * n + "left.",
    "numbers": lambda n: "1,234 56.7 12:30 " * n * 2,
    "brackets": lambda n: "(" * 15 * n + ")" * 15 * n,
    "commas": lambda n: "," * 30 * n,
    "quotations in quotations": lambda n: "he said “" * n + "war" + "” he said" * n,
    "a quotation that never ends": lambda n: "“" + "Russia attacked Syria, he said. " * n,
    "line breaks": lambda n: "\n" * 500 * n,
    "no spaces": lambda n: "abcdefgh" * 10 * n,
    "right to left": lambda n: "רוסיה תקפה את סוריה. " * 2 * n,
    "accents": lambda n: ("e" + "\u0301" * 20) * n,
    "titles": lambda n: "President Minister General " * n,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_words(reader: ClaimReader, kind: str) -> None:
    def spent(size: int) -> float:
        start = time.process_time()
        reader.claims(article(HOSTILE[kind](size)))
        return time.process_time() - start

    spent(10)
    small, large = spent(15), spent(120)

    assert large < 24 * max(small, 0.05)  # eight times as much; as squares it would be 64


def test_only_white_space_holds_nothing(reader: ClaimReader) -> None:
    for text in ("", " ", "\n" * 100_000, "\t \u200b\ufeff"):
        assert reader.claims(article(text)) == []
        assert reader.statements(article(text)) == []


def test_a_giant_sentence_is_read_in_parts_and_reported(reader: ClaimReader) -> None:
    text = "Russia attacked Syria " + "and then some more of it " * 100 + "."
    doubts: list[DoubtfulInput] = []
    reader.on_doubt = doubts.append

    found = reader.claims(article(text))

    assert [(c.subject.name, c.object.name) for c in found if c.confidence > 0.5] == [
        ("Russia", "Syria")
    ]
    assert [doubt.reason for doubt in doubts] == [
        "a sentence of 604 words was read in parts of 250; relations between the parts are not seen"
    ]


def test_paragraphs_in_another_language_are_reported_and_not_read(reader: ClaimReader) -> None:
    english = "Russia attacked Syria on Monday, and the UN condemned it."
    russian = "Россия нанесла удары по Сирии, сообщил Reuters и Putin в понедельник."
    spanish = (
        "El presidente de la nación dijo que Putin y Obama se reunieron en el palacio con los "
        "ministros de la región para hablar de la guerra y de la paz en los países del sur."
    )
    doubts: list[DoubtfulInput] = []
    reader.on_doubt = doubts.append

    found = reader.claims(article(f"{english}\n\n{russian}\n\n{spanish}\n\n{english}"))

    ends = len(english), len(english) + len(russian) + len(spanish) + 6
    assert found
    assert all(c.cue.end <= ends[0] or c.cue.start >= ends[1] for c in found)
    assert [doubt.reason for doubt in doubts] == [
        f"{len(russian)} characters are Russian, and were not read",
        f"{len(spanish)} characters are Spanish, and were not read",
    ]
