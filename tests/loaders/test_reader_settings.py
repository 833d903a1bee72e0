"""Readers as people ask for them: their own tables, and the least confidence of a claim."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from actorgraph.errors import BadLexicon, BadTable, UsageError
from actorgraph.loaders.extraction import SURE, SURE_ALONE, ClaimReader
from actorgraph.loaders.reader_settings import ReaderSettings, settings_for
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim

VERBS = "cue\twith\trelation\tmode\tagent\ttarget\tconfidence\n"
FROGMARCH = f"{VERBS}frogmarch\t\tcoerces\t\tsubject\tobject\t0.80\n"
FALCONS = "id,name,kind,aliases,country\n,Falcons of Ibb,ArmedGroup,the Falcons,YE\n"
JUDGED = "alias,actor,verdict\n"

LIVE = Path(__file__).parents[2] / "examples" / "articles" / "syria-2016-10-25-aleppo-live.txt"

Tables = Callable[..., str]


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """Return a function that writes a folder of tables, given their contents by name."""

    def written(folder: str = "mine", **files: str) -> str:
        place = tmp_path / folder
        place.mkdir()
        for name, text in files.items():
            suffix = "tsv" if "\t" in text else "csv"
            (place / f"{name}.{suffix}").write_text(text, encoding="utf-8")
        return str(place)

    return written


def claims(reader: ClaimReader, text: str) -> list[Claim]:
    return reader.claims(Article(id="a", text=text, published="2016-10-24"))


def told(reader: ClaimReader, text: str) -> list[tuple[str, str, str]]:
    return [(c.subject.name, c.relation, c.object.name) for c in claims(reader, text)]


# -- tables --------------------------------------------------------------------------------------


def test_one_folder_holds_words_and_actors(reader: ClaimReader, tables: Tables) -> None:
    text = "The Falcons frogmarched the Houthis out of the town."
    own = settings_for(tables=[tables(verbs=FROGMARCH, actors=FALCONS)]).reader()

    assert told(reader, text) == []
    assert told(own, text) == [("Falcons of Ibb", "coerces", "Houthis")]


def test_of_several_folders_the_last_is_on_top(tables: Tables) -> None:
    first = tables("first", verbs=FROGMARCH, actors=FALCONS)
    second = tables("second", verbs=FROGMARCH.replace("coerces", "attacks"))
    text = "The Falcons frogmarched the Houthis out of the town."

    own = settings_for(tables=[first, second]).reader()

    assert told(own, text) == [("Falcons of Ibb", "attacks", "Houthis")]


def test_settings_can_be_sent_to_another_process() -> None:
    settings = settings_for(tables=["mine"], least=0.2)

    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301 - our own


def test_other_tables_are_another_extractor(reader: ClaimReader, tables: Tables) -> None:
    words = tables("words", verbs=FROGMARCH)
    bonds = tables("bonds", bonds="subject,relation,other\nturkey,allied_with,qatar\n")
    models = {settings_for(tables=[folder]).reader().extractor.model for folder in (words, bonds)}

    assert len(models | {reader.extractor.model}) == 3


# -- judgements ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> ClaimReader:
    folder = tmp_path_factory.mktemp("judged")
    (folder / "judgements.csv").write_text(
        f"{JUDGED}the Kremlin,syria,is\nthe rebels,hezbollah,is\nLavrov,sergey-lavrov,is_not\n"
        "Damascus,syria,is_not\nTurkish,turkey,is_not\nSergey Lavrow,sergey-lavrov,is_not\n"
    )
    return settings_for(tables=[str(folder)]).reader()


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("The Kremlin bombed Turkey.", "Russia", "Syria"),
        ("The rebels bombed Turkey.", "rebels (Turkey)", "Hezbollah"),
        ("Lavrov accused Turkey.", "Sergey Lavrov", "Lavrov"),
    ],
)
def test_a_judgement_overrules_what_a_name_means(
    text: str, before: str, after: str, reader: ClaimReader, judged: ClaimReader
) -> None:
    assert {who for who, _, _ in told(reader, text)} == {before}
    assert {who for who, _, _ in told(judged, text)} == {after}


@pytest.mark.parametrize(
    ("actor", "text"),
    [
        ("syria", "Damascus bombed Turkey."),  # a capital
        ("turkey", "Turkish bombing hit the YPG."),  # an adjective
        ("sergey-lavrov", "Sergey Lavrow accused Turkey."),  # a likeness
    ],
)
def test_what_is_judged_different_is_never_that_actor(
    actor: str, text: str, reader: ClaimReader, judged: ClaimReader
) -> None:
    assert actor in {c.subject.actor for c in claims(reader, text)}
    assert actor not in {c.subject.actor for c in claims(judged, text)}


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "error", "message"),
    [
        ({"verbs": f"{VERBS}zap\t\tattaks\t\tsubject\tobject\t0.8\n"}, BadLexicon,
         r"verbs.tsv, line 2: .*did you mean 'attacks'"),
        ({"actors": "name,kind\nFalcons,Statte\n"}, BadTable,
         r"actors.csv, line 2: .*did you mean 'State'"),
        ({"judgements": f"{JUDGED}the Bear,rusia,is\n"}, BadTable,
         r"judgements.csv, line 2: .*did you mean 'russia'"),
        ({"judgements": f"{JUDGED}the Bear,russia,isnt\n"}, BadTable,
         r"judgements.csv, line 2: .*did you mean 'is_not'"),
        ({"judgments": JUDGED}, BadTable, r"judgments.csv: .*did you mean 'judgements.csv'"),
        ({"actor_nouns": "noun\trule\tkind\n"}, BadTable, "actor_nouns.tsv: there is no table"),
        ({}, BadTable, "holds no table"),
    ],
)  # fmt: skip
def test_a_table_that_makes_no_sense_is_refused_with_what_is_near(
    files: dict[str, str], error: type[UsageError], message: str, tables: Tables
) -> None:
    settings = settings_for(tables=[tables(**files)])

    with pytest.raises(error, match=message):
        settings.reader()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="nowhere"):
        settings_for(tables=[str(tmp_path / "nowhere")]).reader()


def test_other_files_may_lie_beside_the_tables(tables: Tables) -> None:
    folder = tables(verbs=FROGMARCH)
    (Path(folder) / "README.md").write_text("Our words.", encoding="utf-8")

    assert told(
        settings_for(tables=[folder]).reader(), "Turkey frogmarched the YPG away from Afrin."
    )


# -- the least confidence ------------------------------------------------------------------------


def test_without_a_least_confidence_the_readers_own_counts(reader: ClaimReader) -> None:
    assert settings_for() == ReaderSettings(least=None)
    alone, _ = reader.read(Article(id="a", text="Turkey bombed the YPG."))
    article, _ = reader.read(Article(id="b", text="Turkey bombed the YPG. It rained. It left."))

    assert (reader.sure(alone), reader.sure(article)) == (SURE_ALONE, SURE)


def test_a_least_confidence_counts_for_every_claim(reader: ClaimReader) -> None:
    text = LIVE.read_text(encoding="utf-8")
    low = claims(settings_for(least=0.05).reader(), text)
    high = claims(settings_for(least=0.6).reader(), text)

    assert len(low) > len(claims(reader, text)) > len(high) > 0
    assert 0.05 <= min(claim.confidence for claim in low) < SURE
    assert all(claim.confidence >= 0.6 for claim in high)


@pytest.mark.parametrize("least", [-0.1, 1.1, 30.0])
def test_a_least_confidence_is_a_share(least: float) -> None:
    with pytest.raises(UsageError, match="from 0 to 1"):
        settings_for(least=least)
