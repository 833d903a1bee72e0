"""A real Neo4j of each version for the tests of the store, and claims to put in it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import strategies as st
from neo4j import GraphDatabase

from actorgraph.graph.engine import open_engine, stop_engine
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.jars import ENGINE_VERSION
from actorgraph.graph.readings import Reading
from actorgraph.graph.store import Store, StoreSettings, open_store
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import (
    Claim,
    Extractor,
    Mention,
    Source,
    Span,
    Status,
    When,
    Where,
    source_of,
)
from actorgraph.ontology.vocabulary import KINDS, RELATIONS

VERSIONS = (ENGINE_VERSION, "5.26.30")
READER = Extractor(name="rules", version="1", model="abc")
KIND_OF = {"aleppo": "Place", "kerry": "Person", "rebels": "ArmedGroup"}


@pytest.fixture(scope="session", params=VERSIONS)
def engine_settings(request: pytest.FixtureRequest) -> EngineSettings:
    return settings_of(request.param)


def settings_of(version: str) -> EngineSettings:
    return EngineSettings(version=version, heap="512m", page_cache="64m", aot=False)


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Path]]:
    """Return the folder of a version's engine, which starts when it is first asked for.

    Both run until the end, so that no order of the tests starts one twice.
    """
    folders: dict[str, Path] = {}

    def folder(version: str) -> Path:
        if version not in folders:
            folders[version] = tmp_path_factory.mktemp(f"neo4j-{version}")
            open_engine(folders[version], settings_of(version))
        return folders[version]

    yield folder
    for one in folders.values():
        stop_engine(one, wait=0)


@pytest.fixture(scope="session")
def engine_folder(engine_settings: EngineSettings, engines: Callable[[str], Path]) -> Path:
    return engines(engine_settings.version)


@pytest.fixture(scope="session")
def stopped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store whose engine has stopped in order, to be copied."""
    folder = tmp_path_factory.mktemp("stopped") / "graph.db"
    open_engine(folder, settings_of(ENGINE_VERSION))
    stop_engine(folder)
    return folder


def emptied(folder: Path, settings: EngineSettings) -> Store:
    engine = open_engine(folder, settings)
    with GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        driver.execute_query("MATCH (n) WHERE NOT n:ActorGraph DETACH DELETE n")
    return open_store(folder, StoreSettings(engine=settings))


@pytest.fixture
def store(engine_folder: Path, engine_settings: EngineSettings) -> Iterator[Store]:
    with emptied(engine_folder, engine_settings) as opened:
        yield opened


@pytest.fixture
def other_store(engine_settings: EngineSettings, engines: Callable[[str], Path]) -> Iterator[Store]:
    """An empty store on the other version of Neo4j than `store`."""
    (version,) = {*VERSIONS} - {engine_settings.version}
    with emptied(engines(version), settings_of(version)) as opened:
        yield opened


@pytest.fixture(scope="module")
def empty_store(engine_folder: Path, engine_settings: EngineSettings) -> Iterator[Store]:
    """A store that a module fills once and only reads from then on."""
    with emptied(engine_folder, engine_settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Make an article about nothing in particular."""

    def made(id_: str = "a1", text: str = "Russia struck Aleppo.", **more: str) -> Article:
        values = {"title": "News", "publisher": "The Paper", "published": "2016-10-24"} | more
        return Article(id=id_, text=text, **values)

    return made


@pytest.fixture(scope="session")
def claim() -> Callable[..., Claim]:
    """Make a claim of three words: subject, relation, object; its sentence holds what it names."""

    def mention(actor: str, sentence: Span, role: str) -> Mention:
        start = sentence.start + sentence.text.index(role) + len(role)
        return Mention(
            actor=actor,
            name=actor.title(),
            kind=KIND_OF.get(actor, "State"),
            text=actor,
            start=start,
            end=start + len(actor),
        )

    def made(words: str, article: Article, start: int = 0, **more: object) -> Claim:
        subject, relation, obj = words.split()
        speaker = str(more.pop("speaker", None) or "")
        text = f"Then {subject} struck {obj}, said {speaker}."
        sentence = Span(text=text, start=start, end=start + len(text))
        cue = start + text.index("struck")
        values: dict[str, object] = {
            "source": source_of(article),
            "cue": Span(text="struck", start=cue, end=cue + len("struck")),
            "sentence": sentence,
            "confidence": 0.8,
            "extractor": READER,
            "speaker": mention(speaker, sentence, ", said ") if speaker else None,
        }
        return Claim(
            article=article.id,
            relation=relation,
            subject=mention(subject, sentence, "Then "),
            object=mention(obj, sentence, " struck "),
            **(values | more),  # type: ignore[arg-type]
        )

    return made


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    def made(article: Article, *claims: Claim, extractor: Extractor = READER) -> Reading:
        return Reading(article=article, claims=claims, extractor=extractor)

    return made


TEXT = st.text(max_size=12)
NAMED = st.text(min_size=1, max_size=12)
NAME = st.sampled_from(["russia", "syria", "aleppo", "kerry", "rebels", "Ünïted \U0001f30d"])
DAY = st.dates().map(str)
ACTS = st.sampled_from(sorted(KINDS.keys() - {"Place"}))
ANY = st.sampled_from(sorted(KINDS))


@st.composite
def claims_of(draw: st.DrawFn, article: Article) -> Claim:
    """Draw any claim of the article that keeps the rules of claims."""
    sentence = draw(st.text(min_size=4, max_size=40))
    moved = draw(st.integers(0, 10_000))
    relation = draw(st.sampled_from(sorted(RELATIONS.values(), key=lambda one: one.name)))

    def place() -> tuple[int, int]:
        start = draw(st.integers(0, len(sentence) - 1))
        return start, draw(st.integers(start + 1, len(sentence)))

    def mention(kind: st.SearchStrategy[str] = ACTS) -> Mention:
        start, end = place()
        coded = data_id is not None and draw(st.booleans())
        return Mention(
            actor=draw(NAME),
            name=draw(NAMED),
            kind=draw(kind),
            text=sentence[start:end],
            start=None if coded else moved + start,
            end=None if coded else moved + end,
            resolution=draw(st.none() | TEXT),
        )

    def span(start: int, end: int) -> Span:
        return Span(text=sentence[start:end], start=moved + start, end=moved + end)

    data_id = draw(st.none() | TEXT)
    own = Source(title=draw(TEXT), publisher=draw(st.none() | TEXT), url=draw(st.none() | TEXT))
    days = sorted((draw(DAY), draw(DAY)))
    when = When(
        date=days[0],
        precision=draw(st.sampled_from(["day", "month", "year"])),
        end=draw(st.sampled_from([None, days[1]])),
    )
    where = Where(
        name=draw(NAMED),
        geonames=draw(st.none() | st.integers(0, 2**40)),
        country=draw(st.none() | TEXT),
        lat=draw(st.none() | st.floats(-90, 90)),
        lon=draw(st.none() | st.floats(-180, 180)),
    )
    return Claim(
        article=article.id,
        source=draw(st.sampled_from([source_of(article), own])),
        relation=relation.name,
        subject=mention(),
        object=mention(ANY if relation.places else ACTS),
        speaker=mention() if draw(st.booleans()) else None,
        cue=span(*place()),
        sentence=span(0, len(sentence)),
        confidence=draw(st.floats(0, 1)),
        extractor=draw(st.builds(Extractor, name=NAMED, version=TEXT, model=TEXT)),
        mode=draw(st.sampled_from([None, *(mode for mode, _ in relation.modes)])),
        denied=draw(st.booleans()),
        status=draw(st.sampled_from(Status)),
        when=draw(st.sampled_from([None, when])),
        where=draw(st.sampled_from([None, where])),
        data_id=data_id,
    )


@pytest.fixture(scope="session")
def any_claim() -> Callable[[Article], st.SearchStrategy[Claim]]:
    return claims_of


@pytest.fixture
def a_war(
    store: Store,
    article: Callable[..., Article],
    claim: Callable[..., Claim],
    reading: Callable[..., Reading],
) -> Store:
    """A store with two relations between three actors, one of them denied elsewhere."""
    one, two = article("a1"), article("a2", publisher="The Other Paper")
    attack = claim("russia attacks rebels", one, speaker="kerry")
    store.load(
        [
            reading(one, attack, claim("turkey backs rebels", one, start=80)),
            reading(two, claim("russia attacks rebels", two, denied=True)),
        ]
    )
    return store


@pytest.fixture(scope="session")
def python_environment() -> dict[str, str]:
    """The environment of the processes that tests start."""
    return dict(os.environ)
