"""Explanations are true: they tell what `claims` decides, and why what is not there is not."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from actorgraph.errors import UsageError
from actorgraph.loaders.explaining import explain, explain_text
from actorgraph.loaders.explanation import Considered, CueRead, Explanation, Outcome
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.reader_settings import settings_for
from actorgraph.loaders.reading import read_articles
from actorgraph.ontology.articles import Article

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
SAMPLE = 25  # articles of a shared corpus

Explain = Callable[..., Explanation]


@pytest.fixture(scope="module")
def rules() -> ClaimReader:
    return ClaimReader(judge=False)


@pytest.fixture(scope="module")
def explained(reader: ClaimReader) -> Explain:
    def one(text: str, by: ClaimReader = reader) -> Explanation:
        (explanation,) = explain_text(by, text, published="2016-10-26")
        return explanation

    return one


def cue(explanation: Explanation, words: str, relation: str) -> CueRead:
    """The line that was taken for these words."""
    fitting = (c for c in explanation.cues if c.span.text == words and c.relation == relation)
    return next(c for c in fitting if c.taken)


def pair(explanation: Explanation, subject: str, relation: str, obj: str) -> Considered:
    told = {(c.subject.text, c.relation, c.object.text): c for c in explanation.considered}
    return told[subject, relation, obj]


def open_slots(read: CueRead, role: str) -> dict[str, tuple[tuple[str, ...], str]]:
    return {slot.slot: (slot.words, slot.why) for slot in read.empty if slot.role == role}


# -- the same as extract -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[Article]:
    paths = [str(EXAMPLES), str(shared / "corpus")]
    texts = islice(read_articles(paths, on_error=lambda _error: None), SAMPLE)
    return [article for article in texts if len(article.text) < 20_000]


@pytest.fixture(scope="module")
def in_corpus(reader: ClaimReader, corpus: list[Article]) -> dict[str, list[Explanation]]:
    return {article.id: explain(reader, article) for article in corpus}


@pytest.fixture(scope="module")
def considered(in_corpus: dict[str, list[Explanation]]) -> list[Considered]:
    return [c for found in in_corpus.values() for e in found for c in e.considered]


def kept_of(explanations: list[Explanation]) -> list[str]:
    found = [c for e in explanations for c in e.considered]
    return sorted(repr(c.claim) for c in found if c.outcome is Outcome.KEPT)


def test_what_is_kept_are_the_claims_that_the_reader_reads(
    reader: ClaimReader, corpus: list[Article], in_corpus: dict[str, list[Explanation]]
) -> None:
    claims = {article.id: sorted(map(repr, reader.claims(article))) for article in corpus}

    assert sum(map(len, claims.values())) > 300
    assert {article: kept_of(found) for article, found in in_corpus.items()} == claims


def test_so_it_is_where_only_the_rules_read(rules: ClaimReader, corpus: list[Article]) -> None:
    for article in corpus[:6]:
        claims = rules.claims(article)

        assert claims
        assert kept_of(explain(rules, article)) == sorted(map(repr, claims))


def test_the_least_confidence_moves_what_is_kept(reader: ClaimReader) -> None:
    text = (
        "Russia attacked Turkey. Iran helps Assad. Lavrov hopes for a deal between Iran and Iraq."
    )
    article = Article(id="a", text=text, published="2016-10-26")
    strict = settings_for(least=0.9).reader()
    assert 0 < len(strict.claims(article)) < len(reader.claims(article))

    assert kept_of(explain(strict, article)) == sorted(map(repr, strict.claims(article)))


# -- why a claim is there ------------------------------------------------------------------------


def test_mentions_say_how_they_were_resolved(explained: Explain) -> None:
    text = "Lavrov met them after Turkish jets struck Aleppo."
    told = {m.span.text: (m.name, m.rule, m.alias, m.score) for m in explained(text).mentions}

    assert told["Lavrov"] == ("Sergey Lavrov", "alias", "Lavrov", 0.95)
    assert told["Turkish jets"] == ("Turkey", "owner + organ", None, 0.85)
    assert told["Aleppo"] == ("Aleppo", "place", None, 0.8)
    assert told["them"] == (None, None, None, None)


def test_words_hang_on_their_heads(explained: Explain) -> None:
    words = explained("The YPG was shelled by Turkey.").words
    heads = {w.text: (w.lemma, w.tag, w.arc, w.head) for w in words}

    assert heads["shelled"] == ("shell", "VBN", "root", None)
    assert heads["YPG"][2:] == ("passive_subject", 3)
    assert heads["Turkey"][2:] == ("agent by", 3)


def test_a_claim_names_line_rule_and_reasons(explained: Explain) -> None:
    one = explained("The YPG was shelled by Turkey.")
    read = pair(one, "Turkey", "attacks", "YPG")
    line = cue(one, "shelled", "attacks")

    assert read.outcome is Outcome.KEPT
    assert read.claim is not None
    assert (read.line, read.rule) == (line.line, "subject → object")
    assert line.line.startswith("verbs.tsv:")
    assert (read.prior, read.confidence) == (line.prior, read.claim.confidence)
    assert [one.considered[place] for place in line.read] == [read]
    assert any(reason.weight > 0 for reason in read.reasons)


@pytest.mark.parametrize(
    ("text", "subject", "obj", "field", "words"),
    [
        ("Russia plans to attack Turkey.", "Russia", "Turkey", "status", "plan"),
        ("Russia did not attack Turkey.", "Russia", "Turkey", "denied", "not"),
        ("Russia denied that it had attacked Turkey.", "it", "Turkey", "denied", "denied"),
        ("Russia attacked Turkey, Iran claimed.", "Russia", "Turkey", "status", "claim"),
        ("Russia attacked Turkey, Iran said.", "Russia", "Turkey", "speaker", "said"),
        ("Russia attacked Turkey on Monday.", "Russia", "Turkey", "when", "Monday"),
        ("Russia attacked Turkey in Aleppo.", "Russia", "Turkey", "where", "Aleppo"),
    ],
)
def test_the_word_that_decided_a_field_is_told(
    text: str, subject: str, obj: str, field: str, words: str, explained: Explain
) -> None:
    read = pair(explained(text), subject, "attacks", obj)

    assert read.grounds is not None
    assert getattr(read.grounds, field) == words


def test_fields_that_nothing_decided_have_no_words(explained: Explain) -> None:
    read = pair(explained("Russia attacked Turkey."), "Russia", "attacks", "Turkey")

    assert read.grounds is not None
    assert {getattr(read.grounds, name) for name in read.grounds.__slots__} == {""}


# -- why a claim is not there --------------------------------------------------------------------


def test_an_empty_slot_shows_what_stands_there(explained: Explain) -> None:
    read = cue(explained("Turkey bombed the warehouse."), "bombed", "attacks")

    assert not read.read
    assert open_slots(read, "agent") == {}
    assert open_slots(read, "target") == {
        "object": (("warehouse",), "names no actor"),
        "on": ((), "nothing stands there"),
    }


def test_a_slot_may_hold_somebody_whom_the_text_leaves_open(explained: Explain) -> None:
    read = cue(explained("Lavrov accused them."), "accused", "accuses")

    assert open_slots(read, "target")["object"] == (("them",), "not resolved to an actor")


def test_a_noun_shows_the_verb_that_carries_it(explained: Explain) -> None:
    read = cue(explained("The storm launched an attack on Turkey."), "attack", "attacks")

    assert read.carrier == "launch"
    assert open_slots(read, "agent")["subject of launch"] == (("storm",), "names no actor")
    assert open_slots(read, "target") == {}


def test_the_same_actor_on_both_sides_is_told(explained: Explain) -> None:
    read = cue(explained("Moscow attacked Russia."), "attacked", "attacks")

    assert (read.read, read.why) == ((), "both sides are the same actor, Russia")


def test_a_place_is_no_subject(explained: Explain, rules: ClaimReader) -> None:
    read = pair(explained("Aleppo attacked Russia.", rules), "Aleppo", "attacks", "Russia")

    assert read.outcome is Outcome.REFUSED
    assert read.why == "a place (Aleppo) cannot be its subject"


def test_what_is_below_the_least_confidence_says_so(explained: Explain) -> None:
    strict = settings_for(least=1.0).reader()
    sure = pair(explained("Russia attacked Turkey.", strict), "Russia", "attacks", "Turkey")

    assert (sure.outcome, sure.why) == (Outcome.UNSURE, "below the least confidence, 1.00")


def test_what_the_model_alone_is_not_sure_of_says_so(explained: Explain) -> None:
    strict = settings_for(least=1.0).reader()
    told = explained("Iran's guns were again turned on the Islamic State.", strict)
    unsure = pair(told, "Iran", "attacks", "Islamic State")

    why = "below the least confidence, 1.00"
    assert (unsure.outcome, unsure.why) == (Outcome.UNSURE, why)


def test_what_the_model_holds_for_unlikely_has_its_reasons(
    considered: list[Considered],
) -> None:
    """Looked for in real text, where rules misread and the model knows better."""
    doubted = [c for c in considered if c.outcome is Outcome.DOUBTED and c.first is not None]

    assert doubted
    for one in doubted:
        assert one.prior is not None
        assert one.confidence is None
        assert one.first is not None
        assert one.first <= 0.04
        assert one.reasons


def test_of_two_readings_the_surer_is_named(considered: list[Considered]) -> None:
    for outcome in (Outcome.REPLACED, Outcome.REPEATED):
        lost = [c for c in considered if c.outcome is outcome]
        assert lost
        assert all("read" in c.why for c in lost)


def test_every_line_that_was_taken_says_what_came_of_it(
    in_corpus: dict[str, list[Explanation]],
) -> None:
    explanations = [e for found in in_corpus.values() for e in found]
    taken = [(e.sentence.text, c) for e in explanations for c in e.cues if c.taken]

    assert len(taken) > 1000
    assert [(text, c) for text, c in taken if not (c.why or c.empty or c.read)] == []


def test_lines_that_were_passed_over_say_why(explained: Explain) -> None:
    called = [c for c in explained("Turkey called off the talks.").cues if c.span.text == "called"]

    assert called
    assert {(c.taken, c.why) for c in called} == {(False, "with 'off' it is another verb")}


def test_a_verb_in_no_table_is_named(explained: Explain) -> None:
    (word,) = explained("The United States frogmarched Hamas out.").unread

    assert (word.text, word.lemma, word.noun, word.lines) == ("frogmarched", "frogmarch", False, 0)


def test_nothing_is_claimed_of_a_sentence_without_event(explained: Explain) -> None:
    one = explained("The weather was fine in Geneva.")

    assert [m.span.text for m in one.mentions] == ["Geneva"]
    assert (one.cues, one.considered) == ((), ())


# -- texts ---------------------------------------------------------------------------------------


def test_each_sentence_is_explained_with_its_own_words(reader: ClaimReader) -> None:
    text = "Russia bombed Turkey.\n\nIt was condemned by Iran."
    first, second = explain_text(reader, text)

    assert text[slice(second.sentence.start, second.sentence.end)] == second.sentence.text
    assert [m.span.text for m in first.mentions] == ["Russia", "Turkey"]
    assert second.words[0].text == "It"
    assert all(w.head is None or w.head < len(second.words) for w in second.words)


@pytest.mark.parametrize(("text", "date"), [("  ", None), ("Russia.", "some day")])
def test_what_cannot_be_explained_is_refused(
    text: str, date: str | None, reader: ClaimReader
) -> None:
    with pytest.raises(UsageError):
        explain_text(reader, text, published=date)
