"""The command that looks over an installation: doctor."""

import typer

from actorgraph.queries import printing
from actorgraph.queries.commands.options import DEFAULT_GRAPH, GraphOption
from actorgraph.queries.printing import say

app = typer.Typer()


@app.command(epilog="Example: `actorgraph doctor --graph syria.db`")
def doctor(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """Look over Python, the model, Java, Neo4j, the disk and a graph; say what to do."""
    from actorgraph.queries.doctor import look_over

    lacking = 0
    rows = []
    for one in look_over(graph):
        state = "well" if one.well else "LACKS" if one.needed else "could be"
        rows.append((one.what, state, one.found, "" if one.well else one.advice))
        lacking += one.needed and not one.well
    printing.print_table(("what", "", "found", "what to do"), rows)
    say(f"{lacking} to be mended" if lacking else "all that is needed is there")
    raise typer.Exit(3 if lacking else 0)
