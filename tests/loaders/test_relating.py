"""Two actors are marked: reading the pairs, and which relation the text states between them."""

import io
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from actorgraph.errors import BadRecord, InputError, UnreadableFile
from actorgraph.loaders.relating import Pair, Related, Relater, read_pairs
from actorgraph.loaders.relation_model import HEARD, RelationModel, opinion, save_model, shipped
from actorgraph.ontology.vocabulary import RELATIONS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def relater() -> Relater:
    return Relater()


def marked(text: str) -> Pair:
    """Make a pair of a text in which the source stands in [ ] and the target in { }."""
    plain, spans = "", {}
    for char in text:
        if char in "[{" or char in "]}":
            spans[char] = len(plain)
        else:
            plain += char
    return Pair(
        id="a", text=plain, source=(spans["["], spans["]"]), target=(spans["{"], spans["}"])
    )


def answer(relater: Relater, text: str) -> Related:
    return next(relater.relate([marked(text)]))


# -- relating ----------------------------------------------------------------------------------

SENTENCES = [  # made up for this test; none is in a set that was trained on
    ("[Norland] bombed {Estmark} for the third night in a row.", "attacks"),
    ("Villages were shelled by [Estmark] near the camps of {the rebels}.", "attacks"),
    ("[The minister] accused {the general} of lying to parliament.", "accuses"),
    ("[Norland] urged {Estmark} to pull back its troops.", "requests"),
    ("[The rebels] rejected an offer from {the government} on Friday.", "rejects"),
    (
        "[The two presidents' envoys] held talks with {the rebels} in the capital.",
        "negotiates_with",
    ),
    ("[Police] arrested {three journalists} outside the court.", "coerces"),
    ("[Norland] threatened {Estmark} with war.", "threatens"),
    ("[The agency] sent tonnes of food and medicine to {the refugees}.", "aids"),
    ("[The rebels] released {two soldiers} whom they had held for a year.", "yields_to"),
    ("[Thousands of workers] demonstrated against {the government}.", "protests_against"),
    ("[Norland] praised {Estmark} for its role in the talks.", "supports"),
]


def test_most_plain_sentences_come_out_right(relater: Relater) -> None:
    told = [(answer(relater, text).relation, relation) for text, relation in SENTENCES]

    wrong = [pair for pair in told if pair[0] != pair[1]]
    assert len(wrong) <= 2, wrong


def test_a_refusal_turns_a_concession_into_a_rejection(relater: Relater) -> None:
    text = "[The government] {} release {{the prisoners}}."

    assert answer(relater, text.format("agreed to")).quad in (1, 2)
    assert answer(relater, text.format("will not")).relation == "rejects"


def test_an_answer_agrees_with_the_ontology(relater: Relater) -> None:
    for text, _ in SENTENCES:
        told = answer(relater, text)
        relation = RELATIONS[told.relation]
        assert (told.plover, told.quad) == (relation.plover, relation.quad)
        assert told.mode is None or told.mode in dict(relation.modes)
        assert 0 < told.confidence <= 1
        assert list(asdict(told)) == ["id", "relation", "plover", "mode", "quad", "confidence"]


def test_the_cue_gives_the_mode(relater: Relater) -> None:
    told = answer(relater, "[Police] arrested {three journalists} outside the court.")

    assert (told.relation, told.mode) == ("coerces", "arrest")


def test_it_matters_which_actors_are_marked(relater: Relater) -> None:
    first = answer(relater, "[Norland] bombed {Estmark}, and Sudmark praised Norland.")
    second = answer(relater, "Norland bombed Estmark, and [Sudmark] praised {Norland}.")

    assert (first.quad, second.quad) == (4, 1)


def test_names_do_not_matter(relater: Relater) -> None:
    told = [
        answer(relater, f"[{name}] has condemned a decision by {{{other}}}.")
        for name, other in (("Norland", "Estmark"), ("Paula Rivers", "Karl Brook"))
    ]

    assert told[0] == told[1]


def test_two_runs_agree(relater: Relater) -> None:
    pairs = [marked(text) for text, _ in SENTENCES]

    assert list(relater.relate(pairs)) == list(Relater().relate(pairs))


def test_a_pair_far_inside_a_long_text_reads_as_alone(relater: Relater) -> None:
    filler = "Nothing happened on that day in any of the towns.\n\n" * 2_000
    alone = marked("[Norland] bombed {Estmark} on Monday.")
    move = len(filler)
    inside = Pair(
        id="a",
        text=filler + alone.text + "\n\n" + filler,
        source=(alone.source[0] + move, alone.source[1] + move),
        target=(alone.target[0] + move, alone.target[1] + move),
    )

    assert list(relater.relate([inside])) == list(relater.relate([alone]))


@pytest.mark.parametrize(
    "text",
    [
        "[A]{B}",
        "[ a]{ b }",
        "[😀] {مرحبا}",
        "[one]\n\n\n{two}",
        "1 [2] 3 {4}",
        "x[y]z{w}v",
        "[{a}]",
    ],
)
def test_odd_texts_have_an_answer(relater: Relater, text: str) -> None:
    assert answer(relater, text).relation in RELATIONS


# -- the model ---------------------------------------------------------------------------------


def test_the_model_is_small_and_knows_the_events() -> None:
    model = shipped()

    assert set(model.relations) == {name for name, r in RELATIONS.items() if not r.lasting}
    assert (ROOT / "loaders" / "relate_model" / "weights.npz").stat().st_size < 2_000_000


def test_probabilities_sum_to_one_and_unknown_features_change_nothing() -> None:
    odds = shipped().probabilities({"d:attack": 1.0})

    assert sum(odds.values()) == pytest.approx(1)
    assert odds == shipped().probabilities({"d:attack": 1.0, "no such feature": 1.0})


def test_the_second_step_hears_the_first() -> None:
    heard = opinion(np.array([[2.0, 0.0, -50.0]], np.float32))

    assert heard[0].argmax() == 0
    assert heard[0, 2] == pytest.approx(HEARD * -6)


def test_a_written_model_answers_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    model = RelationModel(
        relations=("aids", "attacks"),
        places={"a": 0, "b": 1},
        news=random.normal(size=(3, 2)).astype(np.float32),
        own=random.normal(size=(3, 2)).astype(np.float32),
        heard=random.normal(size=(2, 2)).astype(np.float32),
        sharpness=1.2,
    )
    save_model(model, tmp_path)
    monkeypatch.setattr("actorgraph.loaders.relation_model.SHIPPED", tmp_path)
    read = shipped.__wrapped__()

    before, after = (m.probabilities({"a": 1.0, "b": 0.5}) for m in (model, read))
    assert after == pytest.approx(before, abs=0.02)
    assert read.places == model.places


# -- reading pairs -----------------------------------------------------------------------------


def pairs_of(*lines: object) -> tuple[list[Pair], list[InputError]]:
    errors: list[InputError] = []
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    found = read_pairs("-", on_error=errors.append, stdin=io.BytesIO(text.encode()))
    return list(found), errors


GOOD = {"id": "a", "text": "Norland bombed Estmark.", "source": [0, 7], "target": [15, 22]}


def test_a_pair_is_read() -> None:
    pairs, errors = pairs_of(GOOD, "", {**GOOD, "id": 7})

    assert not errors
    assert [pair.id for pair in pairs] == ["a", "7"]
    assert pairs[0].source == (0, 7)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ({**GOOD, "text": None}, "field 'text' is NoneType"),
        ({key: GOOD[key] for key in ("id", "text", "source")}, "has no field 'target'"),
        ({key: GOOD[key] for key in ("text", "source", "target")}, "has no field 'id'"),
        ({**GOOD, "id": True}, "field 'id' is bool"),
        ({**GOOD, "source": "Norland"}, "field 'source' is \"Norland\", not [start, end]"),
        ({**GOOD, "source": [0, 7, 9]}, "not [start, end]"),
        ({**GOOD, "source": [0.0, 7]}, "not [start, end]"),
        ({**GOOD, "source": [False, 7]}, "not [start, end]"),
        ({**GOOD, "target": [15, 99]}, "'target' is 15 to 99, in a text of 23 characters"),
        ({**GOOD, "target": [-1, 3]}, "'target' is -1 to 3"),
        ({**GOOD, "target": [5, 5]}, "'target' is 5 to 5"),
        ({**GOOD, "target": [7, 8]}, "'target' marks white space only"),
    ],
)
def test_a_bad_line_is_reported_and_the_others_go_on(line: object, reason: str) -> None:
    pairs, errors = pairs_of(GOOD, line, GOOD)

    assert len(pairs) == 2
    (error,) = errors
    assert isinstance(error, BadRecord)
    assert error.where == "line 2"
    assert reason in str(error)


def test_an_empty_file_is_reported() -> None:
    pairs, (error,) = pairs_of("")

    assert not pairs
    assert isinstance(error, UnreadableFile)


# -- the floor ---------------------------------------------------------------------------------


def test_the_floor_holds_in_cross_validation(shared: Path) -> None:
    pytest.importorskip("sklearn", reason="pip install -r training/requirements.txt")
    sets = (shared / "eval" / "dev" / "plv.jsonl", shared / "eval" / "train" / "news.jsonl")
    command = [sys.executable, ROOT / "training" / "relations.py", *sets]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    figures = json.loads(out.splitlines()[1])

    assert figures["root_macro_f1"] >= 0.80
    assert figures["quad_macro_f1"] >= 0.89
    assert figures["calibration_error"] <= 0.05
