"""Which graph is meant where none is named, on the command line and in Python."""

import os

from actorgraph.graph.server_settings import graph_file

FOLDER = "actorgraph.db"
VARIABLE = "ACTORGRAPH_GRAPH"


def default_graph() -> str:
    """Return ACTORGRAPH_GRAPH, else the address in the file of settings, else `actorgraph.db`."""
    return os.environ.get(VARIABLE) or graph_file().uri or FOLDER
