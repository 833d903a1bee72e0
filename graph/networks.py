"""Claims and stored relationships as a networkx graph, with the sums of sums.py on its edges."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from actorgraph.errors import NotANetwork
from actorgraph.graph.signed import SignedArticles
from actorgraph.graph.stored import RelationRow
from actorgraph.graph.sums import Fact, Sums, as_reports, fact_of, sums_of
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.catalogue import shipped
from actorgraph.ontology.claims import Claim, Mention

if TYPE_CHECKING:
    import networkx as nx

PLACE = "Place"
EVIDENCE = "evidence"  # of an edge: its claims
UNASSERTED = "unasserted"  # of the graph: claims that hold up no edge, as denials and plans alone

# Nodes by actor id (places as "place:id"), edges keyed by relation.
Network: TypeAlias = "nx.MultiDiGraph[str]"
Triple: TypeAlias = tuple[str, str, str]  # subject, relation, object: in the order of a network


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims count; empty means all. Dates are ISO dates and include both ends.

    `actors` are ids or names; relations up to `hops` steps from one of them are kept, so 1 keeps
    those that it has a part in. `denied` False leaves denials uncounted. `checked` is for graphs,
    which know it: only claims that coders found right.
    """

    actors: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    confidence: float = 0.0
    denied: bool = True
    hops: int = 1
    checked: bool = False

    @property
    def needs_claims(self) -> bool:
        """Whether the sums of whole relationships do not tell what is asked for."""
        return bool(self.since or self.until or self.confidence or self.checked)

    def admits(self, claim: Claim) -> bool:
        """Return whether the claim counts, as far as it tells by itself: hops need all of them.

        One without any date is outside every period.
        """
        return (
            (not self.relations or claim.relation in self.relations)
            and claim.confidence >= self.confidence
            and (self.denied or not claim.denied)
            and self._in_period(fact_of(claim))
        )

    def names(self, mention: Mention) -> bool:
        """Return whether the mention is of one of the actors."""
        return mention.actor in self.actors or mention.name in self.actors

    def _in_period(self, fact: Fact) -> bool:
        if self.since is None and self.until is None:
            return True
        if fact.first is None or fact.last is None:
            return False
        after = self.since is None or fact.last >= self.since[: len(fact.last)]
        return after and (self.until is None or fact.first[: len(self.until)] <= self.until)


def network(
    claims: Iterable[Claim],
    only: ClaimFilter | None = None,
    *,
    actors: Iterable[Actor] = (),
    evidence: bool = False,
) -> Network:
    """Return actors as nodes (name, kind, aliases, country) and one edge a relation, with its sums.

    >>> graph = network(claims)
    >>> graph.edges["russia", "rebels", "attacks"]["claims"]

    `first` and `last` are ISO text, for a date may be a month or a year. `actors` say more of
    nodes than claims do; else the catalogue that ships is asked. With `evidence`, each edge has
    its claims, and `graph.graph["unasserted"]` those that hold up no edge: see `claims_in`.
    """
    if only and only.checked:
        reason = "claims by themselves do not tell whether they were checked"
        raise NotANetwork(reason, "ask a graph, or give the claims of store.claims(checked=True)")
    gathered = Gathered(only or ClaimFilter(), evidence=evidence)
    for claim in claims:
        gathered.add(claim)
    return gathered.network(actors)


class Gathered:
    """The claims of a network by relationship; `merges` says which actors stand for which."""

    def __init__(
        self, only: ClaimFilter, *, evidence: bool, merges: Mapping[str, str] | None = None
    ) -> None:
        self._only, self._evidence, self._merges = only, evidence, merges or {}
        self._facts: dict[Triple, list[Fact]] = defaultdict(list)
        self._claims: dict[Triple, list[Claim]] = defaultdict(list)
        self._names: dict[str, tuple[str, str]] = {}
        self._centre: set[str] = set()
        self._articles = SignedArticles()

    def add(self, claim: Claim) -> None:
        """Count the claim, if the filter admits it."""
        if not self._only.admits(claim):
            return
        subject, obj = self._node(claim.subject), self._node(claim.object)
        triple = subject, claim.relation, obj
        self._facts[triple].append(fact_of(claim))
        self._articles.note(claim)
        if self._evidence:
            self._claims[triple].append(claim)

    def network(self, actors: Iterable[Actor]) -> Network:
        """Return what was gathered, within the hops of the filter."""
        graph = empty()
        reprints = self._articles.reprints()
        every = {
            triple: sums_of(as_reports(facts, reprints)) for triple, facts in self._facts.items()
        }
        asserted = {triple: sums for triple, sums in every.items() if sums.asserting}
        if self._only.actors:
            asserted = {t: asserted[t] for t in within(asserted, self._centre, self._only.hops)}
        for subject, relation, obj in sorted(asserted):
            triple = subject, relation, obj
            says = asdict(asserted[triple])
            if self._evidence:
                says[EVIDENCE] = tuple(self._claims[triple])
            graph.add_edge(subject, obj, key=relation, relation=relation, **says)
        if self._evidence:
            graph.graph[UNASSERTED] = self._unasserted(every, graph)
        describe(graph, self._names, actors)
        return graph

    def _unasserted(self, every: Mapping[Triple, Sums], graph: Network) -> tuple[Claim, ...]:
        """Return the claims of no edge; where actors are chosen, those of actors that are shown."""
        shown = {*graph, *self._centre} if self._only.actors else set(self._names)
        return tuple(
            claim
            for (subject, relation, obj), sums in sorted(every.items(), key=lambda one: one[0])
            if not sums.asserting and {subject, obj} <= shown
            for claim in self._claims[subject, relation, obj]
        )

    def _node(self, mention: Mention) -> str:
        actor = mention.actor
        key = node_key(self._merges.get(actor, actor), mention.kind)
        says = (mention.name, mention.kind)
        self._names[key] = min(says, self._names.get(key, says))
        if self._only.names(mention) or key in self._only.actors:
            self._centre.add(key)
        return key


def empty() -> Network:
    """Return a network without anything in it."""
    import networkx as nx  # noqa: PLC0415  # slow, and most commands need none

    return nx.MultiDiGraph()


def within(edges: Iterable[Triple], centre: Iterable[str], hops: int) -> set[Triple]:
    """Return the edges that a walk of at most so many steps from the centre goes along."""
    touching: dict[str, list[Triple]] = defaultdict(list)
    for triple in edges:
        touching[triple[0]].append(triple)
        touching[triple[2]].append(triple)
    reached, border, kept = set(centre), set(centre), set[Triple]()
    for _ in range(hops):
        steps = [triple for node in border for triple in touching[node]]
        kept.update(steps)
        border = {node for first, _, second in steps for node in (first, second)} - reached
        reached |= border
    return kept


def describe(graph: Network, names: Mapping[str, tuple[str, str]], actors: Iterable[Actor]) -> None:
    """Give each node its attributes: name, kind, aliases (a tuple) and country (or None)."""
    known = {actor.id: actor for actor in actors if actor.id in graph}
    catalogue = shipped().actors
    for node in graph:
        actor = known.get(node)
        name, kind = (actor.name, actor.kind) if actor else names[node]
        listed = catalogue.get(node)
        more = actor if actor and (actor.aliases or actor.country) else listed
        more = more if more and more.kind == kind else None
        graph.nodes[node].update(
            name=name,
            kind=kind,
            aliases=more.aliases if more else (),
            country=more.country if more else None,
        )


def network_of(rows: Iterable[RelationRow], actors: Iterable[Actor] = ()) -> Network:
    """Return the same from the relationships of a store."""
    graph = empty()
    names: dict[str, tuple[str, str]] = {}
    for subject, obj, row in sorted(map(_with_nodes, rows), key=_place_of):
        names[subject] = row.subject_name, row.subject_kind
        names[obj] = row.object_name, row.object_kind
        says: dict[str, Any] = asdict(row.sums)
        graph.add_edge(subject, obj, key=row.relation, relation=row.relation, **says)
    describe(graph, names, actors)
    return graph


def _with_nodes(row: RelationRow) -> tuple[str, str, RelationRow]:
    subject = node_key(row.subject, row.subject_kind)
    return subject, node_key(row.object, row.object_kind), row


def _place_of(edge: tuple[str, str, RelationRow]) -> Triple:
    """Order edges as `network` does, so that a store and its claims give equal graphs."""
    subject, obj, row = edge
    return subject, row.relation, obj


def node_key(actor: str, kind: str) -> str:
    """Return the name of a node: a place may have the same id as an actor."""
    return f"place:{actor}" if kind == PLACE else actor
