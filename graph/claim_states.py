"""What tells whether claims are still the same, without reading them."""

from pathlib import Path

from actorgraph.graph.store import Store
from actorgraph.ontology.claim_iris import digest


def file_state(path: str) -> str:
    """Return a name that is another one once the file was written again."""
    stat = Path(path).stat()
    return digest(stat.st_size, stat.st_mtime_ns)


def store_state(store: Store) -> str:
    """Return a name that is another one once the store holds other readings, or was refitted."""
    calibration = store.calibration()
    return digest(sorted(store.known().items()), calibration.at if calibration else "")
