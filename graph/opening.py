"""Opening a graph: the engine of a folder is started or joined, a server is logged in to."""

from dataclasses import dataclass, field
from pathlib import Path

from actorgraph.errors import StoreUnreachable
from actorgraph.graph.connection import Connection, open_driver
from actorgraph.graph.engine import open_engine
from actorgraph.graph.engine_files import DATABASE
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.jars import Progress
from actorgraph.graph.schema import check_schema, schema_of
from actorgraph.graph.server_check import check_version
from actorgraph.graph.server_settings import is_server, login_for


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """How a store is opened; None for user, password and database asks environment and file.

    That is ACTORGRAPH_USER, _PASSWORD and _DATABASE, else NEO4J_USERNAME, NEO4J_PASSWORD and
    NEO4J_DATABASE, as Aura's files of credentials name them; else [graph] in a file of settings.
    """

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None
    engine: EngineSettings | None = None


def open_connection(
    address: str | Path,
    settings: StoreSettings | None = None,
    *,
    progress: Progress = lambda _done, _total: None,
) -> Connection:
    """Return a connection to the graph in a folder, or on a server by its address.

    `progress` is told of the bytes of Neo4j that the first use of a folder fetches. Raises
    StoreUnreachable, EngineFailed, and WrongSchema where this version cannot read the graph.
    """
    settings = settings or StoreSettings()
    name = str(address)
    if is_server(name):
        return _to_server(name, settings)
    try:
        return _to_folder(Path(name), settings, progress)
    except StoreUnreachable:  # we joined an engine in the moment of its end
        return _to_folder(Path(name), settings, progress)


def _to_server(address: str, settings: StoreSettings) -> Connection:
    login = login_for(
        address, user=settings.user, password=settings.password, database=settings.database
    )
    driver = open_driver(login.uri, (login.user, login.password or ""), address)
    connection = Connection(driver=driver, database=login.database, address=address, server=True)
    return _checked(connection)


def _to_folder(folder: Path, settings: StoreSettings, progress: Progress) -> Connection:
    engine = open_engine(folder, settings.engine, progress=progress)
    driver = open_driver(engine.uri, (engine.user, engine.password), str(folder))
    return _checked(Connection(driver=driver, database=DATABASE, address=str(folder)))


def _checked(connection: Connection) -> Connection:
    """Return the connection where its graph can be read; else close it."""
    try:
        if connection.server:
            check_version(connection)
        check_schema(schema_of(connection), connection.address)
    except BaseException:
        connection.driver.close()
        raise
    return connection
