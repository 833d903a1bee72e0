"""Reprints among the articles that claims come from."""

from collections.abc import Iterable, Mapping

from actorgraph.ontology.claims import Claim


class SignedArticles:
    """The articles of claims that go by, as far as they have a signature."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str | None, str]] = {}

    def note(self, claim: Claim) -> None:
        """Keep in mind the claim's article."""
        self.note_article(claim.article, claim.source.published, claim.source.signature)

    def note_article(self, article: str, published: str | None, signature: str | None) -> None:
        """Keep in mind an article."""
        if signature:
            self._found.setdefault(article, (published, signature))

    def reprints(self) -> Mapping[str, str]:
        """Return the report of each article that repeats one which was published earlier."""
        if len(self._found) < 2:
            return {}
        # Most of what imports this asks for nothing that needs numpy.
        from actorgraph.graph.reports import Signed, reprints_of  # noqa: PLC0415

        return reprints_of(Signed(id_, *rest) for id_, rest in self._found.items())


def reprints_in(claims: Iterable[Claim]) -> Mapping[str, str]:
    """Return the same for these claims."""
    articles = SignedArticles()
    for claim in claims:
        articles.note(claim)
    return articles.reprints()
