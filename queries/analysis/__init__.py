"""Analysis over time: functions that take claims and return pandas frames, a row a finding.

Each takes claims as a graph yields them (`graph.claims()`, or `read_claims` of a file) and an
optional `ClaimFilter`. Only what the text states or alleges, and does not deny, counts; places do
not. Columns named `who` and `whom` hold actor ids, `who_name` and `whom_name` their names.
"""

from actorgraph.errors import MissingExtra

try:
    import pandas as pd  # noqa: F401
except ImportError:
    raise MissingExtra("analysis", "pandas", "analysis") from None  # noqa: EM101

from actorgraph.queries.analysis.counted import Deed, deeds, windows
from actorgraph.queries.analysis.give_and_take import reciprocity
from actorgraph.queries.analysis.publishers import compare_publishers
from actorgraph.queries.analysis.role_counts import roles
from actorgraph.queries.analysis.series import change_points, dyad_series
from actorgraph.queries.analysis.signed import signed_network
from actorgraph.queries.analysis.signed_blocs import bloc_changes, blocs
from actorgraph.queries.analysis.similarity import similar_actors
from actorgraph.queries.analysis.structural_balance import Balance, balance, balance_over_time
from actorgraph.queries.analysis.triads import mediators, proxies
from actorgraph.queries.periods import Window

__all__ = [
    "Balance",
    "Deed",
    "Window",
    "balance",
    "balance_over_time",
    "bloc_changes",
    "blocs",
    "change_points",
    "compare_publishers",
    "deeds",
    "dyad_series",
    "mediators",
    "proxies",
    "reciprocity",
    "roles",
    "signed_network",
    "similar_actors",
    "windows",
]
