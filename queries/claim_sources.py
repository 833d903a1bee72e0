"""Claims that can be gone through more than once: those of a graph, or of a file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from actorgraph.errors import InputError
from actorgraph.graph.claim_file import read_claims
from actorgraph.graph.claim_states import file_state, store_state
from actorgraph.graph.limits import Limits
from actorgraph.graph.store import Store
from actorgraph.graph.tables import Rows
from actorgraph.ontology.articles import Article
from actorgraph.ontology.catalogue import Catalogue, shipped
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.inference import Inference, claimed_ties, inferences

Report = Callable[[InputError], None]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSource:
    """Where claims come from: `state` is another one whenever the claims are others.

    `claims` reports what cannot be read; `articles` has the texts, in the order of the claims,
    where they are known.
    """

    name: str
    state: Callable[[], str]
    claims: Callable[[Report], Iterator[Claim]]
    articles: Callable[[], Iterator[Article]]

    def inferred(self, catalogue: Catalogue | None = None) -> Iterator[Inference]:
        """Yield what follows from the claims by rule, over the catalogue that ships or another."""
        ties = claimed_ties(self.claims(_unheard))
        yield from inferences(self.claims(_unheard), catalogue or shipped(), ties)

    def sparql(
        self,
        query: str,
        *,
        limits: Limits | None = None,
        infer: bool = False,
        report: Report | None = None,
        progress: Progress = lambda _claims: None,
    ) -> Rows:
        """Run SPARQL over the claims as RDF; `infer` adds the graph ag:inferred.

        `progress` is told how many claims are laid out, where that has to be done first.
        """
        # The library of RDF is an extra.
        from actorgraph.graph.rdf_view import view_of  # noqa: PLC0415
        from actorgraph.queries.sparql import refuse_services, sparql_rows  # noqa: PLC0415

        refuse_services(query)
        view = view_of(
            f"{self.name} inferred" if infer else self.name,
            self.state(),
            lambda: self.claims(report or _unheard),
            inferred=self.inferred if infer else tuple,
            progress=progress,
        )
        return sparql_rows(view, query, limits=limits)


def file_source(path: str) -> ClaimSource:
    """Return the claims of a file, JSON lines or RDF."""
    return ClaimSource(
        name=str(Path(path).resolve()),
        state=lambda: file_state(path),
        claims=lambda report: read_claims(path, report),
        articles=lambda: iter(()),
    )


def store_source(store: Store, *, checked: bool = False) -> ClaimSource:
    """Return the claims of a graph, or those that coders found right."""
    return ClaimSource(
        name=f"{store.address} checked" if checked else store.address,
        state=lambda: store_state(store),
        claims=lambda _report: store.claims(checked=checked),
        articles=store.articles,
    )


def _unheard(_error: InputError) -> None:
    """Take a report that was given before."""
