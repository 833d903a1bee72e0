"""Who says what: every form of attribution, exact offsets on any input, and the annotated set."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from actorgraph.loaders.lexicon_reading import shipped
from actorgraph.loaders.pipeline import load_pipeline, parse
from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.quotes import quotes
from actorgraph.loaders.said import Said
from actorgraph.loaders.statements import candidates, find_statements, outermost, speaker_at
from actorgraph.loaders.syntax import Syntax, scheme_of
from actorgraph.ontology.articles import Article

SHARED = Path(os.environ.get("ACTORGRAPH_SHARED", Path(__file__).parents[3] / "shared"))
ATTRIBUTION = SHARED / "eval/dev/attribution.jsonl"

Finder = Callable[[str], list[Said]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.fixture(scope="module")
def find(nlp: Language) -> Finder:
    arcs = scheme_of(nlp)

    def statements(text: str) -> list[Said]:
        doc = parse(nlp, Article(id="test", text=text))
        return find_statements(doc, Syntax(doc, arcs), shipped())

    return statements


def told(text: str, said: Said) -> tuple[str | None, str, str]:
    speaker = text[slice(*said.speaker)] if said.speaker else None
    return speaker, text[slice(*said.cue)], text[slice(*said.content)]


DIRECT = [
    ("“We will not yield,” Sergei Lavrov said.", "Sergei Lavrov", "“We will not yield,”"),
    ('"We will not yield," said the minister.', "the minister", '"We will not yield,"'),
    ("The minister said: “The truce is over.”", "The minister", "“The truce is over.”"),
    (
        "“We tried,” she said. “They refused.”",
        "she",
        "“We tried,” she said. “They refused.”",
    ),
    (
        "“We tried,” the envoy said, “but they refused.”",
        "the envoy",
        "“We tried,” the envoy said, “but they refused.”",
    ),
    (
        "“The road is closed. Nobody gets out,” a doctor told reporters in Amman on Monday.",
        "a doctor",
        "“The road is closed. Nobody gets out,”",
    ),
    ("''We will not yield,'' he said.", "he", "''We will not yield,''"),
    (
        "The general said on Monday:\n\nWe have taken the hill.\n\nWe will go on.\n\nRain fell.",
        "The general",
        "We have taken the hill.\n\nWe will go on",
    ),
    (
        "“The siege goes on.\n\n“It must end,” the doctor said.",
        "the doctor",
        "“The siege goes on.\n\n“It must end,”",
    ),
]
INDIRECT = [
    (
        "The ministry said that rebels had shelled the airport.",
        "The ministry",
        "that rebels had shelled the airport",
    ),
    ("He said rebels had shelled the airport.", "He", "rebels had shelled the airport"),
    (
        "Rebels shelled the airport, the ministry said on Sunday.",
        "the ministry",
        "Rebels shelled the airport",
    ),
    (
        "The talks, the envoy said, were a success.",
        "the envoy",
        "The talks, the envoy said, were a success",
    ),
    (
        "The two men agreed on a truce, both the State Department and the Kremlin said.",
        "both the State Department and the Kremlin",
        "The two men agreed on a truce",
    ),
    (
        "According to the Red Cross, four hospitals were hit.",
        "the Red Cross",
        "four hospitals were hit",
    ),
    (
        "Four hospitals were hit, according to two doctors.",
        "two doctors",
        "Four hospitals were hit",
    ),
    (
        "In a statement, the army said its jets had destroyed the depot.",
        "the army",
        "its jets had destroyed the depot",
    ),
    (
        "The officer was quoted as saying that the bridge was mined.",
        "The officer",
        "that the bridge was mined",
    ),
    (
        "The group told Reuters that its fighters had left the city.",
        "The group",
        "that its fighters had left the city",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "content"), DIRECT)
def test_direct_speech(find: Finder, text: str, speaker: str, content: str) -> None:
    (said,) = outermost(find(text))

    assert (told(text, said)[0], told(text, said)[2]) == (speaker, content)
    assert said.direct


@pytest.mark.parametrize(("text", "speaker", "content"), INDIRECT)
def test_indirect_speech(find: Finder, text: str, speaker: str, content: str) -> None:
    found = [told(text, said) for said in find(text)]

    assert (speaker, content) in [(who, what) for who, _, what in found]


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("Turkey accused Iran of arming the rebels.", "claims", "arming the rebels"),
        ("Russia denied that its jets had hit the hospital.", "denies", "that its jets had hit"),
        ("Russia denied bombing the hospital.", "denies", "bombing the hospital"),
        ("Russia denied the attack.", "denies", "the attack"),
        ("The UN urged Iran to open the border.", "asks", "Iran to open the border"),
        ("Ankara vowed to retaliate.", "promises", "to retaliate"),
        ("He believes that the war is lost.", "thinks", "that the war is lost"),
        ("He asked whether the war was lost.", "says", "whether the war was lost"),
    ],
)
def test_kinds_of_statement(find: Finder, text: str, kind: str, content: str) -> None:
    assert any(said.kind == kind and told(text, said)[2].startswith(content) for said in find(text))


def test_a_charge_within_a_report_belongs_to_the_accuser(find: Finder) -> None:
    text = "The envoy said that Turkey had accused Iran of arming the rebels."
    at = text.index("arming")
    inner, outer = speaker_at(find(text), at, at + 6), speaker_at(find(text), 20, 26)

    assert inner is not None
    assert outer is not None
    assert (told(text, inner)[0], told(text, outer)[0]) == ("Turkey", "The envoy")


def test_who_is_asked_is_not_who_speaks(find: Finder) -> None:
    text = "Asked about the raid, the minister said that it was over."

    assert [told(text, said)[0] for said in find(text)] == ["the minister"]


def test_plain_news_has_no_speaker(find: Finder) -> None:
    assert find("Rebels shelled the airport on Sunday. Four soldiers were killed.") == []


def test_turns_of_an_interview(find: Finder) -> None:
    text = "HOST: Is the siege over?\n\nKERRY: It is not. We will try again."

    assert [told(text, said) for said in find(text)] == [
        ("HOST", ":", "Is the siege over?"),
        ("KERRY", ":", "It is not. We will try again"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” he said. “Now.”", ["“Yes,”", "“Now.”"]),
        ("It's the rebels' \"best\" day", ['"best"']),
        ("‘The rebels’ day is over,’ he said", ["‘The rebels’ day is over,’"]),
        ("„Nein“, «Oui», »Ja«", ["„Nein“", "«Oui»", "»Ja«"]),
        ('He is 6\'2" tall and "fine"', ['"fine"']),
        ("“Open, he said", ["“Open, he said"]),
        ("He called it “war", ["“war"]),
        ("no quotation’s here", []),
    ],
)
def test_marks_of_all_kinds(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotes(text, [(0, len(text))])] == expected


def test_two_megabytes_of_quotation_marks_take_linear_time() -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        quotes(text, [(0, len(text))])
        return time.process_time() - began

    for pattern in ('"', "“", "'' ", "‘ 'a"):
        line = pattern * (2_000_000 // len(pattern))
        quarter = seconds(line[: len(line) // 4])
        assert seconds(line) < 12 * quarter + 1


PIECES = st.sampled_from(
    [*"\"“”‘’'«»„ \n.,:;—-", "''", "he", "said", "Russia", "that", " said ", "’s", "denied", "of",
     "accused", "according", "to", "war", "\n\n", "LAVROV:", "“No,”", "🙂", "و", "\t", "it is"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_spans_lie_in_the_text_on_any_input(nlp: Language, text: str) -> None:
    doc = parse(nlp, Article(id="test", text=text))
    quoted = QuotedText(doc, Syntax(doc, scheme_of(nlp)))
    for said in candidates(quoted, shipped()):
        for start, end in (said.cue, said.content, said.speaker or (0, 1)):
            assert 0 <= start < end <= len(text)
            assert not text[start].isspace()
            assert not text[end - 1].isspace()
        assert 0 <= said.cue_head < len(doc)
    at = 0
    for quote in quoted.quotes:
        assert at <= quote.start < quote.end <= len(text)
        at = quote.end


@pytest.mark.skipif(not ATTRIBUTION.exists(), reason=f"no annotated set at {ATTRIBUTION}")
def test_statements_of_the_annotated_set(nlp: Language) -> None:
    """The rules alone: the model that weighs them has seen these documents."""
    made = wanted = found = right = 0
    for line in ATTRIBUTION.read_text(encoding="utf-8").splitlines()[::4]:
        row = json.loads(line)
        doc = parse(nlp, Article(id=row["id"], text=row["text"]))
        text = QuotedText(doc, Syntax(doc, scheme_of(nlp)))
        said = outermost(candidates(text, shipped()))
        gold = [one for one in row["attributions"] if one["content"]]
        made, wanted = made + len(said), wanted + len(gold)
        for one in gold:
            start = min(part[0] for part in one["content"])
            end = max(part[1] for part in one["content"])
            match = next((s for s in said if _share(s.content, (start, end)) > 1 / 2), None)
            found += match is not None
            right += match is not None and _names(match, one["source"])

    assert 2 * right / (made + wanted) >= 0.52
    assert right / found >= 0.86


def _share(first: tuple[int, int], second: tuple[int, int]) -> float:
    overlap = min(first[1], second[1]) - max(first[0], second[0])
    return overlap / max(first[1] - first[0], second[1] - second[0])


def _names(said: Said, sources: list[list[int]]) -> bool:
    if not sources or said.speaker is None:
        return not sources and said.speaker is None
    return any(_share(said.speaker, (start, end)) > 1 / 4 for start, end in sources)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "As the minister put it, the siege is over.",
            "the minister",
            "the siege is over",
        ),
        (
            "The siege is over, as the minister put it.",
            "the minister",
            "The siege is over",
        ),
        (
            "The siege is over, the minister told reporters. “The rebels have fled. We won.”",
            "the minister",
            "“The rebels have fled. We won.”",
        ),
    ],
)
def test_what_is_told_beside_a_verb_of_speech(
    text: str, speaker: str, content: str, find: Finder
) -> None:
    found = [told(text, said) for said in find(text)]

    assert (speaker, content) in [(who, what) for who, _, what in found]


@pytest.mark.parametrize(
    "text",
    [
        "The siege is over, the minister said.\n\n“Nobody has told us.”",
        "The siege is over, the minister said. A “white helmet” was killed.",
        "The siege is over, the minister said. “It is not,” the mayor replied.",
    ],
)
def test_a_quotation_of_another_is_not_the_last_speakers(text: str, find: Finder) -> None:
    quoted = text.index("“")
    speakers = [
        told(text, said)[0]
        for said in find(text)
        if said.content[0] <= quoted < said.content[1] and said.direct
    ]

    assert "the minister" not in speakers
