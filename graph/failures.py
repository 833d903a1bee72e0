"""What the failures of the driver and of a server mean to the person at the keyboard."""

import re
from pathlib import Path

from neo4j.exceptions import (
    AuthError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from actorgraph.errors import StoreUnreachable
from actorgraph.graph.engine_files import disk_is_full
from actorgraph.graph.server_settings import is_server

ROOM_ADVICE = "make room on its disk and run it again: what was loaded stays"

# What the code of a refusal begins with, after "Neo."; {told} is what the server says.
MEANINGS = (
    (
        r"ClientError\.Security\.CredentialsExpired",
        "the user has to choose a new password before anything else",
        "log in with another client (cypher-shell, Neo4j Browser) and change it",
    ),
    (
        r"ClientError\.Security\.AuthenticationRateLimit",
        "too many logins have failed",
        "wait a few seconds, then correct ACTORGRAPH_USER and ACTORGRAPH_PASSWORD",
    ),
    (
        r"ClientError\.Security\.(Unauthorized|TokenExpired)",
        "the user or the password is refused",
        "set ACTORGRAPH_USER and ACTORGRAPH_PASSWORD, or [graph] in a file of settings",
    ),
    (
        r"ClientError\.Security\.Forbidden",
        "the user has no right to this: {told}",
        "ask for a user that may write and create constraints and indexes",
    ),
    (
        r"\w+\.(General|Database)\.(ForbiddenOnReadOnlyDatabase|ReadOnly)|\w+\.General\.WriteOnReadOnly",
        "the database can only be read: {told}",
        "name another database (--database), or have the server allow writing",
    ),
    (
        r"ClientError\.Cluster\.NotALeader",
        "this member of the cluster is a replica, which can only be read",
        "use an address that begins with neo4j://, which finds the member that can be written",
    ),
    (
        r"ClientError\.Database\.DatabaseNotFound",
        "{told}",
        "name one that is there with --database or ACTORGRAPH_DATABASE",
    ),
    (
        r"ClientError\.Schema\.",
        "what is in the database stands in the way of the graph's constraints: {told}",
        "use a database of its own for the graph (--database)",
    ),
    (
        r"DatabaseError\.Transaction\.Transaction(LogError|StartFailed|CommitFailed)",
        "the database could not write and has stopped itself: {told}",
        ROOM_ADVICE,
    ),
    (
        r"TransientError\.General\.(OutOfMemoryError|MemoryPoolOutOfMemoryError)",
        "the memory does not suffice: {told}",
        "ask for less, or give an engine more: ACTORGRAPH_HEAP, then 'actorgraph engine stop'",
    ),
)
UNKNOWN = "the server's log says more (of a local engine: 'actorgraph engine status' names it)"


def unreachable(address: str, error: DriverError | Neo4jError) -> StoreUnreachable:
    """Return the failure with what to do about it."""
    if isinstance(error, Neo4jError) and (known := _known(error)):
        return StoreUnreachable(address, *known)
    match error:
        case AuthError():
            return StoreUnreachable(address, str(error.message or error), MEANINGS[2][2])
        case ServiceUnavailable() | SessionExpired():
            reason, advice = _no_answer(address, error)
        case _:
            message = error.message if isinstance(error, Neo4jError) else None
            reason, advice = message or str(error), UNKNOWN
    return StoreUnreachable(address, reason, advice)


def _known(error: Neo4jError) -> tuple[str, str] | None:
    code = (error.code or "").removeprefix("Neo.")
    for pattern, reason, advice in MEANINGS:
        if re.match(pattern, code):
            return reason.format(told=error.message), advice
    return None


def _no_answer(address: str, error: DriverError) -> tuple[str, str]:
    if not is_server(address) and disk_is_full(Path(address)):
        return "its disk is full, and the engine has stopped", ROOM_ADVICE
    if "handshake" in str(error).casefold() or "protocol version" in str(error).casefold():
        return (
            f"what answers there speaks no Bolt that is understood ({error})",
            "check the port (Bolt's is 7687, not 7474) and that it is Neo4j 5.26 or newer",
        )
    return (
        f"nobody answers, or no longer ({error})",
        "run it again: what was loaded stays; for a server, check that it runs",
    )
