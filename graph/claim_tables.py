"""The tables of a graph made from readings: what a load writes, as rows of CSV files."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from operator import attrgetter
from typing import Any, Protocol

from actorgraph.graph.article_rows import article_row
from actorgraph.graph.bulk_contradictions import note_times
from actorgraph.graph.claim_rows import MENTION_NAMES
from actorgraph.graph.claims_to_write import ClaimsToWrite, ClaimToWrite
from actorgraph.graph.csv_tables import (
    BOOLEAN,
    DOUBLE,
    LABELS,
    LONG,
    LONGS,
    STRING,
    STRINGS,
    CsvTables,
    LinkTable,
    NodeTable,
    quoted,
    sum_columns,
)
from actorgraph.graph.edges import PLACE, SUM_FIELDS, Edge, Node
from actorgraph.graph.load_memory import EdgeState
from actorgraph.graph.node_rows import catalogued, is_better
from actorgraph.graph.readings import Reading
from actorgraph.graph.sums import ASSERTING, NOTHING, Sums
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.claims import Extractor
from actorgraph.ontology.vocabulary import relation_named


def _columns(kind: str, names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, kind) for name in names.split())


def _mention_columns() -> tuple[tuple[str, str], ...]:
    columns = []
    for role, names in MENTION_NAMES.items():
        columns.append((role, STRING))
        columns += [(name, STRING) for name in names]
        columns.append((f"{role}_span", LONGS))
    return tuple(columns)


CLAIM = NodeTable(
    label="Claim",
    columns=(
        *_columns(STRING, "article relation plover mode status first last origin data_id"),
        *_columns(STRING, "extractor extractor_version extractor_model cue sentence"),
        *_columns(LONG, "quad where_geonames"),
        *_columns(LONGS, "cue_span sentence_span"),
        *_columns(DOUBLE, "goldstein confidence where_lat where_lon"),
        *_columns(BOOLEAN, "denied"),
        *_mention_columns(),
        *_columns(STRING, "when when_precision when_end where where_country"),
        *_columns(STRING, "source_title source_publisher source_published source_url"),
        *_columns(STRING, "source_signature"),
    ),
    more=True,
)
ARTICLE = NodeTable(
    label="Article",
    columns=_columns(
        STRING, "title url publisher published text sections signature report fingerprint extractor"
    ),
)
ACTOR = NodeTable(
    label="Actor",
    columns=(
        *_columns(STRING, "name kind country wikidata"),
        *_columns(STRINGS, "aliases bonds"),
        *_columns(BOOLEAN, "known"),
    ),
    more=True,
)
PLACES = NodeTable(
    label=PLACE,
    columns=(
        *_columns(STRING, "name kind country"),
        *_columns(LONG, "geonames"),
        *_columns(DOUBLE, "lat lon"),
    ),
)
LOAD = NodeTable(
    label="Load",
    columns=(
        *_columns(STRING, "started finished extractor model"),
        *_columns(LONG, "articles claims replaced"),
    ),
)
DENIAL = ("Denial",)
SUMS = sum_columns(NOTHING)
LINKS = {
    label: LinkTable(start="Claim", end=label) for label in ("Actor", PLACE, "Article", "Load")
}
RELATIONS = {
    (first, second): LinkTable(start=first, end=second, columns=SUMS)
    for first in ("Actor", PLACE)
    for second in ("Actor", PLACE)
}


@dataclass(slots=True)
class Totals:
    """What the rows of claims add up to; those of several parts are added to each other."""

    edges: dict[Edge, EdgeState] = field(default_factory=dict)
    nodes: dict[Node, dict[str, Any]] = field(default_factory=dict)
    articles: int = 0
    claims: int = 0
    extractor: Extractor | None = None

    def take(self, claims: ClaimsToWrite, states: Mapping[Edge, EdgeState], readings: int) -> None:
        """Add what a batch of claims says."""
        self._take_edges(states.items())
        self._take_nodes(claims.mentioned.items())
        self.articles += readings
        self.claims += len(claims.rows)

    def parts(self) -> "tuple[Totals]":
        """Return itself: all is in memory."""
        return (self,)

    def packed(self) -> tuple[Any, ...]:
        """Return all as plain tuples: they travel between processes ten times as fast."""
        edges = [
            (edge.subject, edge.relation, edge.object, _SUMS(state.sums), tuple(state.origins))
            for edge, state in self.edges.items()
        ]
        plain = [(tuple(first), kind, tuple(last), *rest) for first, kind, last, *rest in edges]
        nodes = [(tuple(node), says) for node, says in self.nodes.items()]
        return plain, nodes, self.articles, self.claims, self.extractor

    def add(self, packed: tuple[Any, ...]) -> None:
        """Add the totals of other articles, which come after these."""
        edges, nodes, articles, claims, extractor = packed
        self._take_edges(
            (
                Edge(Node(*first), kind, Node(*last)),
                EdgeState(Sums(**dict(zip(SUM_FIELDS, sums, strict=True))), frozenset(origins)),
            )
            for first, kind, last, sums, origins in edges
        )
        self._take_nodes((Node(*node), says) for node, says in nodes)
        self.articles += articles
        self.claims += claims
        self.extractor = extractor or self.extractor

    def _take_edges(self, states: Iterable[tuple[Edge, EdgeState]]) -> None:
        for edge, state in states:
            known = self.edges.get(edge)
            self.edges[edge] = known.joined(state) if known else state

    def _take_nodes(self, said: Iterable[tuple[Node, dict[str, Any]]]) -> None:
        for node, says in said:
            known = self.nodes.get(node)
            if known is None or is_better(says, known):
                self.nodes[node] = says


_SUMS = attrgetter(*SUM_FIELDS)


def write_readings(
    tables: CsvTables,
    readings: list[Reading],
    load: str,
    totals: Totals,
    reprints: Mapping[str, str],
) -> None:
    """Write the rows of articles and claims, and keep in mind what they add up to.

    `reprints` has the report of each article that repeats an earlier one.
    """
    claims = ClaimsToWrite(readings, {})
    states = claims.put_reports(reprints)
    tables.nodes(ARTICLE, (article_row(one, report_of(one, reprints)) for one in readings))
    tables.nodes(CLAIM, (_labelled(row.values["claim"]) for row in claims.rows))
    links: dict[str, list[str]] = {"Actor": [], PLACE: [], "Article": [], "Load": []}
    for row in claims.rows:
        _put_links(row, links, load)
    for label, lines in links.items():
        tables.lines(LINKS[label], lines)
    note_times(tables.folder, claims.rows)
    totals.take(claims, states, len(readings))
    totals.extractor = readings[-1].extractor


def report_of(reading: Reading, reprints: Mapping[str, str]) -> str | None:
    """Return the id of the report that an article prints; None where it has no signature."""
    article = reading.article
    return reprints.get(article.id, article.id) if article.signature else None


class InParts(Protocol):
    """Totals that may be too large to be in memory at once."""

    def parts(self) -> Iterable[Totals]:
        """Return parts, each with all of a relationship or node that it has any of."""


def write_totals(tables: CsvTables, totals: InParts, actors: Mapping[str, Actor]) -> None:
    """Write the rows of actors, places and the relationships between them."""
    for part in totals.parts():
        _write_part(tables, part, actors)


def _write_part(tables: CsvTables, totals: Totals, actors: Mapping[str, Actor]) -> None:
    rows: dict[str, list[dict[str, Any]]] = {"Actor": [], PLACE: []}
    for node, says in sorted(totals.nodes.items()):
        row = {"id": node.id} | says | catalogued(node, actors)
        rows[node.label].append(row | {LABELS: [row["kind"]]})
    tables.nodes(ACTOR, rows["Actor"])
    tables.nodes(PLACES, rows[PLACE])
    for ends, table in RELATIONS.items():
        tables.relations(
            table,
            (
                (edge.subject.id, relation_named(edge.relation).neo4j_type, edge.object.id, sums)
                for edge, sums in _held(totals, ends)
            ),
        )


def _labelled(claim: dict[str, Any]) -> dict[str, Any]:
    """Return the claim's row with what is a label beside "Claim": whether it is a denial."""
    denial = claim["denied"] and claim["status"] in ASSERTING
    return claim | {LABELS: DENIAL if denial else ()}


def _held(totals: Totals, ends: tuple[str, str]) -> Iterable[tuple[Edge, dict[str, Any]]]:
    for edge, state in totals.edges.items():
        if state.sums.asserting and (edge.subject.label, edge.object.label) == ends:
            yield edge, asdict(state.sums)


def _put_links(row: ClaimToWrite, links: Mapping[str, list[str]], load: str) -> None:
    """Put the lines of the claim's links to those of the label they lead to."""
    (subject, object_, speaker, place), values = row
    id_ = quoted(values["claim"]["id"])
    links[subject].append(f"{id_},{quoted(values['s'])},SUBJECT")
    links[object_].append(f"{id_},{quoted(values['o'])},OBJECT")
    links["Article"].append(f"{id_},{quoted(values['claim']['article'])},STATED_IN")
    if speaker:
        links[speaker].append(f"{id_},{quoted(values['v'])},ACCORDING_TO")
    if place:
        links[PLACE].append(f"{id_},{quoted(values['p'])},AT")
    if load:
        links["Load"].append(f"{id_},{quoted(load)},LOADED_BY")
