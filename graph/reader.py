"""A graph that is asked with Cypher: what a query needs, without all that loading imports."""

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from actorgraph.graph.connection import Connection
from actorgraph.graph.limits import Limits
from actorgraph.graph.read_only import read_rows
from actorgraph.graph.tables import Rows, Table

if TYPE_CHECKING:
    from actorgraph.graph.actor_names import ActorNames

EVERY = Limits(seconds=600, rows=1_000_000_000)


class Reader:
    """An open graph that can be asked; use it with `with`, or close it."""

    def __init__(self, connection: Connection) -> None:
        self.address = connection.address
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; a local engine stays warm for the next use."""
        self._connection.driver.close()

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limits: Limits | None = None,
    ) -> Table:
        """Run Cypher that only reads, and return all its rows."""
        running = self.stream(cypher, parameters, limits=limits)
        return Table(columns=running.columns, rows=tuple(running.rows))

    def stream(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limits: Limits | None = None,
    ) -> Rows:
        """Run Cypher that only reads; rows come as they are asked for, so memory stays small."""
        return read_rows(self._connection, cypher, parameters or {}, limits or Limits())

    def actor_names(self) -> "ActorNames":
        """Return the names of the graph's actors and places, as they are now."""
        from actorgraph.graph.actor_names import ActorNames  # noqa: PLC0415  # with the catalogue

        return ActorNames(lambda query: self.stream(query, limits=EVERY).rows)
