"""An open connection to one graph."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Session
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from actorgraph.errors import StoreUnreachable
from actorgraph.graph.failures import unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A driver with the database it speaks to; `address` is what the person named.

    `server`: it is no engine of our own, so what it allows has to be found out.
    """

    driver: Driver
    database: str | None
    address: str
    server: bool = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session whose transactions cannot write."""
        with self._session(READ_ACCESS) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that may write."""
        with self._session(WRITE_ACCESS) as session:
            yield session

    @contextmanager
    def _session(self, access: str) -> Iterator[Session]:
        try:
            with self.driver.session(database=self.database, default_access_mode=access) as session:
                yield session
        except (DriverError, Neo4jError) as error:
            raise unreachable(self.address, error) from error


def open_driver(uri: str, auth: tuple[str, str], address: str) -> Driver:
    """Return a driver; nothing is sent before the first session."""
    try:
        return GraphDatabase.driver(
            uri,
            auth=auth,
            notifications_min_severity="OFF",  # unknown labels of an empty graph, and the like
            user_agent="actorgraph",
        )
    except (ConfigurationError, ValueError) as error:
        raise StoreUnreachable(address, str(error), "correct the address") from error
