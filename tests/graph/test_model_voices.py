"""Claims of a language model in a real Neo4j: whose each is, and that reading twice costs nothing."""

import json
from pathlib import Path

import pytest

from actorgraph.graph.store import Store
from actorgraph.loaders import extraction
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.loaders.language_models.answer_cache import Answer, AnswerCache, key_of
from actorgraph.loaders.language_models.budget import Tokens
from actorgraph.loaders.language_models.language_model import LanguageModel
from actorgraph.loaders.language_models.model_voice import ModelVoice
from actorgraph.loaders.language_models.passages import passages_of
from actorgraph.loaders.language_models.prompts import messages_for
from actorgraph.loaders.language_models.voices import Voices
from actorgraph.loaders.reader_settings import ReaderSettings
from actorgraph.loaders.reading import read_articles
from actorgraph.queries.building import Build, build

NEWS = (
    "---\npublished: 2016-10-24\n---\nTurkey bombed the YPG on Monday. Kerry criticised Russia.\n"
)
MODEL = LanguageModel(
    endpoint="http://127.0.0.1:1/v1", model="own-1"
)  # nobody is there to be asked
STATED = [
    ("Turkey bombed the YPG on Monday.", "Turkey", "attacks", "the YPG", "bombed"),
    ("Kerry criticised Russia.", "Kerry", "opposes", "Russia", "criticised"),
]


def answered(path: Path, cache: AnswerCache) -> None:
    """Lay down the answer that was got for an article before."""
    (article,) = read_articles([str(path)], on_error=lambda _error: None)
    names = ("sentence", "subject", "relation", "object", "cue")
    more = {"mode": None, "denied": False, "status": "actual", "speaker": None}
    claims = [dict(zip(names, one, strict=True)) | more for one in STATED]
    messages = messages_for(article, passages_of(article, MODEL.passage)[0])
    answer = Answer(
        content=json.dumps({"claims": claims}), finish="stop", refused=False, took=Tokens(900, 80)
    )
    cache.put(key_of(MODEL.model, messages, MODEL.answer_tokens), answer)


def test_claims_of_both_voices_are_kept_with_their_names_once(
    store: Store, reader: ClaimReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(extraction, "load_pipeline", lambda _name: reader.nlp)
    path, cache = tmp_path / "news.txt", AnswerCache(tmp_path / "cache")
    path.write_text(NEWS, encoding="utf-8")
    answered(path, cache)

    voice = ModelVoice(voices=Voices.BOTH, model=MODEL, cache=cache)
    both = voice.readers(ReaderSettings())()

    def built() -> Build:
        return build(
            [str(path)], store, lambda: both, report=pytest.fail, read_with=voice.claims_of
        )

    first, second = built(), built()
    whose = store.query(
        "MATCH (c:Claim) RETURN c.relation AS relation, c.extractor AS by ORDER BY relation"
    )

    assert (first.load.claims, second.load.claims, second.unchanged) == (3, 0, 1)
    assert list(whose.rows) == [
        ("accuses", "rules"), ("attacks", "rules + llm own-1"), ("opposes", "llm own-1"),
    ]  # fmt: skip
    assert list(store.check()) == []
    guide = (Path(__file__).parents[2] / "docs/language-models.md").read_text(encoding="utf-8")
    (row,) = store.query(guide.split("```cypher\n")[1].split("```")[0]).rows
    assert row[:3] == ("Kerry criticised Russia.", "accuses", False)
    assert row[4] == "opposes"
    (log,) = store.log()
    assert log.extractor.startswith("rules + llm own-1 ")
