"""The learned judgement: what it adds to the rules and drops, what it saves, and how it explains."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.claim_context import CLASSES, NAMES, ClaimContext
from actorgraph.loaders.claim_features import ArticleEvidence, Candidate
from actorgraph.loaders.claim_model import (
    LEARNED,
    SHIPPED,
    WEIGHTS,
    ClaimModel,
    load_model,
    save_model,
    shipped,
)
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, claim_to_json

SHARED = Path(os.environ.get("ACTORGRAPH_SHARED", Path(__file__).parents[3] / "shared"))
NEWS = SHARED / "eval/dev/news.jsonl"

pytestmark = pytest.mark.skipif(
    not SHIPPED.joinpath(WEIGHTS).is_file(), reason="loaders/judge has not been trained"
)

Read = Callable[[str], tuple[Reading, ArticleEvidence]]


@pytest.fixture(scope="module")
def rules() -> ClaimReader:
    return ClaimReader(judge=False)


@pytest.fixture(scope="module")
def judging() -> ClaimReader:
    return ClaimReader()


@pytest.fixture(scope="module")
def model() -> ClaimModel:
    found = shipped()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def read(rules: ClaimReader) -> Read:
    def reading(text: str) -> tuple[Reading, ArticleEvidence]:
        found, _ = rules.read(Article(id="test", text=text))
        return found, ArticleEvidence(found, rules.lexicon, rules.rule_ties(found))

    return reading


def stated(claims: list[Claim]) -> set[tuple[str, str, str]]:
    return {(c.subject.text, c.relation, c.object.text) for c in claims}


def pair(read: Read, text: str, subject: str, obj: str) -> Candidate:
    reading, evidence = read(text)
    for candidate in evidence.candidates():
        mentions = (reading.mention(m).found for m in (candidate.subject, candidate.object))
        if [reading.doc[m.start : m.end].text for m in mentions] == [subject, obj]:
            return candidate
    message = f"no candidate {subject} -> {obj}"
    raise LookupError(message)


# -- candidates and features -------------------------------------------------------------------


def test_every_ordered_pair_of_a_sentence_is_a_candidate(read: Read) -> None:
    _, evidence = read("Russia bombed Iran. Turkey accused France.")
    pairs = [(evidence.actor(c.subject), evidence.actor(c.object)) for c in evidence.candidates()]

    assert pairs == [
        ("russia", "iran"), ("iran", "russia"), ("turkey", "france"), ("france", "turkey")
    ]  # fmt: skip


def test_features_name_roles_cues_and_rules(read: Read) -> None:
    candidate = pair(read, "Russia bombed Iran on Monday.", "Russia", "Iran")

    assert {"frame:bomb:subj>obj", "rule:attacks", "kinds:State>State"} <= set(candidate.features)
    assert "both roles" in " ".join(candidate.shared["attacks"])


def test_no_feature_holds_a_name(read: Read) -> None:
    text = "Angela Merkel told Vladimir Putin that the Zorbian Front had shelled Kharkiv again."
    _, evidence = read(text)
    features = " ".join(name for c in evidence.candidates() for name in c.features).casefold()

    assert features
    for name in ("merkel", "putin", "zorbian", "kharkiv", "germany", "russia"):
        assert name not in features


def test_a_candidate_is_the_same_whatever_the_names(read: Read) -> None:
    one = pair(read, "Russia bombed Iran on Monday.", "Russia", "Iran")
    other = pair(read, "France bombed Brazil on Monday.", "France", "Brazil")

    assert (one.features, one.shared) == (other.features, other.shared)


def test_the_context_has_a_figure_for_every_name(read: Read, model: ClaimModel) -> None:
    _, evidence = read("Russia bombed Iran and Iraq, and Turkey condemned Russia.")
    candidates = list(evidence.candidates())
    context = ClaimContext(evidence, candidates, model.articles.linear.probabilities(candidates))

    assert context.likely
    assert context.rows().shape == (len(context.likely), len(NAMES))


# -- judging -----------------------------------------------------------------------------------


def test_probabilities_of_a_pair_add_up_to_one(read: Read, model: ClaimModel) -> None:
    _, evidence = read("Russia bombed Iran on Monday.")
    chances = model.articles.linear.probabilities(list(evidence.candidates()))

    assert chances.sum(1) == pytest.approx(1, abs=1e-5)
    assert CLASSES[int(chances[0].argmax())] == "attacks"


def test_plain_claims_are_kept_with_high_confidence(judging: ClaimReader) -> None:
    claims = judging.claims(Article(id="a", text="Russia attacked Ukraine on Monday."))

    assert stated(claims) == {("Russia", "attacks", "Ukraine")}
    assert claims[0].confidence > 0.7


def test_a_claim_that_no_rule_finds_is_learned(judging: ClaimReader) -> None:
    text = "Iran's guns were again turned on the Islamic State."
    reading, _ = judging.read(Article(id="a", text=text))
    assert judging.model is not None
    assert judging.rule_ties(reading) == []
    ties = judging.model.weigh(reading, [], judging.lexicon).ties(0.05)

    assert max(ties, key=lambda tie: tie.confidence).cue.relation == "attacks"
    assert {tie.rule for tie in ties} == {LEARNED}
    assert all(tie.head in tie.tokens for tie in ties)


def test_the_rule_and_cue_of_a_confirmed_tie_stay(rules: ClaimReader, model: ClaimModel) -> None:
    reading, _ = rules.read(Article(id="a", text="Russia attacked Ukraine on Monday."))
    before = rules.rule_ties(reading)
    after = model.weigh(reading, before, rules.lexicon).ties(0.3)

    assert [(t.cue, t.rule) for t in after] == [(t.cue, t.rule) for t in before]


def test_a_symmetric_claim_is_told_once(judging: ClaimReader) -> None:
    claims = judging.claims(Article(id="a", text="Russia and Turkey held talks in Geneva."))

    assert stated(claims) == {("Russia", "negotiates_with", "Turkey")}


def test_sentences_without_an_event_stay_silent(judging: ClaimReader) -> None:
    text = "Russia and Ukraine lie in the east of Europe. Germany is smaller than France."

    assert stated(judging.claims(Article(id="a", text=text))) == set()


def test_nothing_is_judged_where_nobody_is_named(judging: ClaimReader) -> None:
    assert judging.claims(Article(id="a", text="It rained.\n\nThen it stopped.")) == []
    assert judging.claims(Article(id="a", text="")) == []


def test_reasons_are_the_weightiest_features(read: Read, model: ClaimModel) -> None:
    candidate = pair(read, "Russia bombed Iran on Monday.", "Russia", "Iran")
    reasons = model.articles.linear.reasons(candidate, "attacks", most=5)

    assert len(reasons) == 5
    assert [abs(w) for _, w in reasons] == sorted((abs(w) for _, w in reasons), reverse=True)
    assert sum(weight for _, weight in reasons) > 0
    assert any("attacks" in name or "bomb" in name for name, _ in reasons)


# -- the files -----------------------------------------------------------------------------------


def test_a_saved_model_judges_as_before_and_has_the_same_bytes(
    tmp_path: Path, read: Read, model: ClaimModel
) -> None:
    save_model(model, tmp_path / "one")
    again = load_model(tmp_path / "one")
    save_model(again, tmp_path / "two")
    _, evidence = read("Russia bombed Iran and Turkey accused France of theft.")
    candidates = list(evidence.candidates())

    assert again.fingerprint == load_model(tmp_path / "two").fingerprint == model.fingerprint
    assert np.array_equal(
        again.articles.linear.probabilities(candidates),
        model.articles.linear.probabilities(candidates),
    )


def test_the_model_is_small() -> None:
    folder = Path(str(SHIPPED))

    assert sum(file.stat().st_size for file in folder.iterdir()) < 5_000_000


def test_features_that_the_model_does_not_know_change_nothing(
    read: Read, model: ClaimModel
) -> None:
    _, evidence = read("Russia bombed Iran.")
    known = next(evidence.candidates())
    more = Candidate(
        subject=known.subject,
        object=known.object,
        forward=known.forward,
        features=(*known.features, "a feature of tomorrow"),
        shared=known.shared,
    )
    chances = model.articles.linear.probabilities([known, more])

    assert np.array_equal(chances[0], chances[1])


# -- at length -----------------------------------------------------------------------------------


def test_time_grows_linearly_with_a_long_sentence(rules: ClaimReader, model: ClaimModel) -> None:
    def seconds(times: int) -> float:
        text = "Russia said " + "Iran and Iraq had attacked Turkey, and " * times + "it rained."
        reading, _ = rules.read(Article(id="a", text=text))
        ties = rules.rule_ties(reading)
        start = time.process_time()
        model.weigh(reading, ties, rules.lexicon).ties()
        return time.process_time() - start

    seconds(10)
    assert seconds(400) < 20 * max(seconds(50), 0.05)


def test_two_runs_give_the_same_bytes(judging: ClaimReader) -> None:
    text = "Russia bombed Iran. Turkey and France, which had backed Iran, condemned the attack."

    def run() -> str:
        claims = judging.claims(Article(id="a", text=text))
        return json.dumps([claim_to_json(claim) for claim in claims])

    assert run() == run()


@pytest.mark.skipif(not NEWS.is_file(), reason="no annotated news beside the repository")
def test_judged_claims_of_news_are_more_and_no_worse(
    rules: ClaimReader, judging: ClaimReader
) -> None:
    rows = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]

    def right(reader: ClaimReader) -> tuple[int, int]:
        made = good = 0
        for row in rows:
            wanted = {
                (c["relation"], c["subject"]["text"], c["object"]["text"]) for c in row["claims"]
            }
            claims = reader.claims(Article(id=row["id"], text=row["text"], title=row["title"]))
            made += len(claims)
            good += sum((c.relation, c.subject.text, c.object.text) in wanted for c in claims)
        return good, made

    (few, of_rules), (more, of_both) = right(rules), right(judging)
    assert more > 1.15 * few
    assert more / of_both > 0.9 * few / of_rules
