"""An open connection to one graph, and what its failures mean to the person at the keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Session
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from actorgraph.errors import StoreUnreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A driver with the database it speaks to; `address` is what the person named."""

    driver: Driver
    database: str | None
    address: str

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


def unreachable(address: str, error: DriverError | Neo4jError) -> StoreUnreachable:
    """Return the failure with what to do about it."""
    match error:
        case AuthError():
            reason, advice = (
                "the user or the password is refused",
                "set ACTORGRAPH_USER and ACTORGRAPH_PASSWORD",
            )
        case ServiceUnavailable() | SessionExpired():
            reason, advice = (
                f"nobody answers, or no longer ({error})",
                "run it again: what was loaded stays; for a server, check that it runs",
            )
        case ClientError() if "Forbidden" in (error.code or ""):
            reason, advice = (
                f"the user has no right to this: {error.message}",
                "ask for a user that may write and create indexes",
            )
        case ClientError() if "DatabaseNotFound" in (error.code or ""):
            reason, advice = str(error.message), "name another with ACTORGRAPH_DATABASE"
        case _:
            message = error.message if isinstance(error, Neo4jError) else None
            reason, advice = message or str(error), "the server's log says more"
    return StoreUnreachable(address, reason, advice)
