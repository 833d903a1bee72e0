"""The lock file of an engine version: every jar with its path, size and SHA-256; for maintainers.

python -m actorgraph.graph.jar_lock 2026.08.1 > graph/neo4j-2026.08.1.lock
"""

import hashlib
import sys

import jgo
from jgo.maven import Artifact

# The database, and its Bolt connector; without the HTTP server, which nothing here uses.
PARTS = ("org.neo4j:neo4j", "org.neo4j:neo4j-bolt")


def _line(artifact: Artifact) -> str:
    content = artifact.resolve().read_bytes()  # jgo checks it against the repository's checksum
    path = (artifact.component.path_prefix / artifact.filename).as_posix()
    return f"{hashlib.sha256(content).hexdigest()} {len(content)} {path}"


def lock_lines(version: str) -> list[str]:
    """Return one line a jar, "sha256 bytes path", in the order of the class path."""
    return [_line(artifact) for artifact in jgo.resolve("+".join(f"{p}:{version}" for p in PARTS))]


if __name__ == "__main__":
    sys.stdout.write("\n".join(lock_lines(sys.argv[1])) + "\n")
