"""What one load remembers of the graph between its batches, so that it reads nothing twice.

It holds as long as nobody else writes: every writing transaction counts `turn` up, and a turn
that is not the next one means that somebody else had it, so all is forgotten.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from neo4j import ManagedTransaction

from actorgraph.graph.edges import Edge, EdgeSums, Node, origins_of
from actorgraph.graph.stored_reports import Regrouped, read_reports
from actorgraph.graph.sums import NOTHING, Fact, Sums, added, sums_of

if TYPE_CHECKING:
    from actorgraph.graph.reports import Reports

MOST_EDGES = 1_000_000  # about 600 bytes each


@dataclass(frozen=True, slots=True)
class EdgeState:
    """A relationship's sums, the origins of its asserting claims, and whether it is written."""

    sums: Sums = NOTHING
    origins: frozenset[str] = frozenset()
    written: bool = False

    def joined(self, other: "EdgeState") -> "EdgeState":
        """Return the state with that of other articles added."""
        if self.sums is NOTHING:
            return EdgeState(other.sums, other.origins, self.written)
        new = other.origins - self.origins
        sums = added(self.sums, other.sums, new_sources=len(new))
        return EdgeState(sums, self.origins | new if new else self.origins, self.written)

    def renamed(self, reports: Mapping[str, str]) -> "EdgeState":
        """Return the state once reports have become parts of others."""
        origins = frozenset(reports.get(origin, origin) for origin in self.origins)
        return EdgeState(replace(self.sums, sources=len(origins)), origins, self.written)

    def as_written(self) -> "EdgeState":
        """Return the state once it is written, which it is where a claim holds it up."""
        written = bool(self.sums.asserting)
        return self if written == self.written else EdgeState(self.sums, self.origins, written)


@dataclass(slots=True)
class LoadMemory:
    """The relationships and nodes that a load has seen; `whole` when there are no others."""

    turn: int | None = None
    whole: bool = False
    edges: dict[Edge, EdgeState] = field(default_factory=dict)
    nodes: dict[Node, dict[str, Any] | None] = field(default_factory=dict)
    reports: "Reports | None" = None  # read when an article with a signature comes

    def begin(self, tx: ManagedTransaction, turn: int) -> None:
        """Forget all unless this turn follows on the last batch's."""
        if self.turn is None or turn != self.turn + 1:
            self.edges.clear()
            self.nodes.clear()
            self.reports = None
            count = tx.run("MATCH (c:Claim) RETURN count(c) AS claims").single(strict=True)
            self.whole = count["claims"] == 0

    def take_reports(self, tx: ManagedTransaction) -> "Reports":
        """Return the reports, to be changed by a batch; forgotten until that is committed."""
        self.turn, reports = None, self.reports or read_reports(tx)
        self.reports = reports
        return reports

    def states(
        self, sums: EdgeSums, edges: Iterable[Edge], regrouped: Regrouped
    ) -> dict[Edge, EdgeState]:
        """Return how the relationships are before the batch's claims, and once reports are others.

        What is not known is read.
        """
        wanted, moved = list(edges), regrouped.edges if regrouped.renamed is None else frozenset()
        known = {
            edge: state.renamed(regrouped.renamed or {}) if edge in regrouped.edges else state
            for edge in wanted
            if edge not in moved and (state := self.edges.get(edge))
        }
        if self.whole:
            unknown = [edge for edge in moved if edge in self.edges]
        else:
            unknown = [edge for edge in wanted if edge not in known]
        read = read_states(sums, unknown) if unknown else {}
        return {edge: known.get(edge) or read.get(edge) or EdgeState() for edge in wanted}

    def keep(
        self,
        turn: int,
        edges: Mapping[Edge, EdgeState],
        nodes: Mapping[Node, dict[str, Any] | None],
    ) -> None:
        """Remember what a batch wrote, now that it is committed; None: the node may be gone."""
        self.turn = turn
        self.edges.update(edges)
        self.nodes.update(nodes)
        if len(self.edges) > MOST_EDGES:
            self.edges.clear()
            self.whole = False


def read_states(sums: EdgeSums, edges: Collection[Edge]) -> dict[Edge, EdgeState]:
    """Return the states as the graph has them."""
    standing = sums.standing(edges)
    origins = sums.known_origins(standing)
    held = {
        # The origins may be others since the sums were written.
        edge: EdgeState(replace(old, sources=len(origins[edge])), origins[edge], written=True)
        for edge, old in standing.items()
    }
    return held | recounted_states(sums, [edge for edge in edges if edge not in standing])


def recounted_states(sums: EdgeSums, edges: Collection[Edge]) -> dict[Edge, EdgeState]:
    """Return the states by their claims, for relationships that are not written."""
    return {edge: state_of(facts) for edge, facts in sums.facts(edges).items()}


def state_of(facts: Collection[Fact]) -> EdgeState:
    """Return what facts add up to, not yet written."""
    return EdgeState(sums_of(facts), frozenset(origins_of(facts)))
