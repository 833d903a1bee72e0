"""Competency questions: what the ontology and claims in its terms must be able to answer.

Each questions/*.rq begins with its question; the .csv beside it is the answer over the ontology and
the eight claims below.
"""

from pathlib import Path

import pytest
from pyoxigraph import Quad, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from actorgraph.graph.rdf_file import rdf_graphs
from actorgraph.ontology.claim_iris import PREFIXES
from actorgraph.ontology.claims import Claim, Extractor, Mention, Source, Span, Status, When
from actorgraph.ontology.turtle_files import FOLDER, PARTS

QUESTIONS = sorted((Path(__file__).parent / "questions").glob("*.rq"))
MORE = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "wd": "http://www.wikidata.org/entity/",
}
KINDS = {
    "Aleppo": "Place", "YPG": "ArmedGroup", "M23": "ArmedGroup", "Russian Air Force": "Military",
}  # fmt: skip

# article, subject, relation, mode, object, cue; then what else the claim says
TOLD: list[tuple[str, dict[str, object]]] = [
    ("one|Russia|attacks|aerial|Aleppo|bombed", {"speaker": "Syria"}),
    ("two|Russia|attacks|aerial|Aleppo|bombed", {"denied": True, "speaker": "Russia"}),
    ("one|Turkey|attacks|heavy-weapons|YPG|shelled", {"when": "2016-10-24"}),
    ("one|Russian Air Force|attacks|aerial|YPG|struck", {}),
    ("two|United States|negotiates_with||Russia|met", {"when": "2016-10-24"}),
    ("two|Rwanda|backs||M23|backed", {"status": Status.ALLEGED}),
    ("two|Syria|accuses|allege|Turkey|accused", {"speaker": "Syria", "status": Status.ACTUAL}),
    ("two|United States|threatens|violence|Syria|warned", {"status": Status.PLANNED}),
]


def claim(line: str, more: dict[str, object]) -> Claim:
    article, subject, relation, mode, object_, cue = line.split("|")
    speaker = str(more.get("speaker", ""))
    text = f"{subject} {cue} {object_}, {speaker} said."

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(text=words, start=start, end=start + len(words))

    def mention(name: str) -> Mention:
        at = span(name)
        actor = name.lower().replace(" ", "-")
        return Mention(
            actor=actor, name=name, kind=KINDS.get(name, "State"),
            text=at.text, start=at.start, end=at.end,
        )  # fmt: skip

    return Claim(
        article=article,
        source=Source(title="News"),
        relation=relation,
        mode=mode or None,
        subject=mention(subject),
        object=mention(object_),
        cue=span(cue),
        sentence=span(text),
        confidence=0.8,
        extractor=Extractor(name="rules", version="1", model="abc"),
        denied=bool(more.get("denied")),
        status=Status(str(more.get("status", Status.ACTUAL))),
        speaker=mention(speaker) if speaker else None,
        when=When(date=str(more["when"]), precision="day") if "when" in more else None,
    )


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    for name in PARTS:
        made.load(FOLDER.joinpath(name).read_bytes(), format=RdfFormat.TURTLE)
    claims = sorted((claim(*told) for told in TOLD), key=lambda one: one.article)
    made.extend(Quad(*triple) for _, triples in rdf_graphs(claims) for triple in triples)
    return made


def answer(store: Store, question: Path) -> str:
    found = store.query(question.read_text(encoding="utf-8"), prefixes=PREFIXES | MORE)
    assert isinstance(found, QuerySolutions)
    written = found.serialize(format=QueryResultsFormat.CSV)
    assert written
    return written.decode().replace("\r\n", "\n")


def test_there_are_questions_and_each_is_put_in_words() -> None:
    assert len(QUESTIONS) >= 12
    assert [q.name for q in QUESTIONS if not q.read_text(encoding="utf-8").startswith("# ")] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.stem for question in QUESTIONS])
def test_a_question_has_its_answer(store: Store, question: Path) -> None:
    expected = question.with_suffix(".csv").read_text(encoding="utf-8")

    assert len(expected.splitlines()) > 1
    assert answer(store, question) == expected
