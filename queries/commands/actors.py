"""Commands of actors: find and show in the catalogue; merge, split and merges in a graph."""

from typing import Annotated

import typer

from actorgraph.queries import printing
from actorgraph.queries.commands.options import DEFAULT_GRAPH, GraphOption, existing_graph
from actorgraph.queries.printing import say

app = typer.Typer(
    help="Look up actors in the catalogue; merge those of a graph.", no_args_is_help=True
)


@app.command("find", epilog="Example: `actorgraph actors find lavrov`")
def actors_find(
    name: Annotated[str, typer.Argument(help="Any name or part of one.")],
    most: Annotated[int, typer.Option(help="How many to show.")] = 10,
) -> None:
    """Search the catalogue by any name, fuzzily."""
    from actorgraph.queries.actor_search import find_actors

    found = find_actors(name, most=most)
    rows = ((a.id, a.name, a.kind, a.country, "; ".join(a.aliases[:4])) for a in found)
    printing.print_table(("id", "name", "kind", "country", "aliases"), rows)


@app.command("show", epilog='Example: `actorgraph actors show "John Kerry" --date 2016-10-24`')
def actors_show(
    name: Annotated[str, typer.Argument(help="A name or an id.")],
    date: Annotated[str | None, typer.Option(help="What holds on this ISO date.")] = None,
) -> None:
    """Show one actor: its names, and its roles over time."""
    from actorgraph.queries.actor_search import show_actor

    shown = show_actor(name, date)
    actor = shown.actor
    facts = [
        ("id", actor.id),
        ("kind", actor.kind),
        ("country", actor.country),
        ("also known as", "; ".join(actor.aliases)),
        ("Wikidata", actor.wikidata),
    ]
    printing.print_table((actor.name, ""), facts)
    if shown.bonds:
        rows = [
            (bond.relation, bond.other, bond.title, bond.since, bond.until) for bond in shown.bonds
        ]
        printing.print_table(("relation", "whom", "as", "since", "until"), rows)
    if shown.held:
        rows = [
            (who.name, bond.relation, bond.title, bond.since, bond.until)
            for who, bond in shown.held
        ]
        printing.print_table(("who", "relation", "as", "since", "until"), rows)


@app.command(
    "merge",
    epilog='Example: `actorgraph actors merge "Syrian Army" "Syrian Arab Army" -g syria.db`',
)
def actors_merge(
    into: Annotated[str, typer.Argument(help="The actor that stands for both: an id or a name.")],
    merged: Annotated[str, typer.Argument(help="The actor that is the same.")],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Make one actor of two, also in later loads; `actors split` takes it back."""
    with existing_graph(graph) as store:
        moved = store.merge(into, merged)
    say(f"{merged} is {into} now; {moved} claims went over")


@app.command("split", epilog='Example: `actorgraph actors split "Syrian Arab Army" -g syria.db`')
def actors_split(
    actor: Annotated[
        str,
        typer.Argument(help="An actor that was merged into another, or one that stands for some."),
    ],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Take a merge back: the graph is then as if it had never been."""
    with existing_graph(graph) as store:
        apart, moved = store.split(actor)
    say(f"on their own again: {', '.join(apart)}; {moved} claims went back")


@app.command("merges", epilog="Example: `actorgraph actors merges --graph syria.db`")
def actors_merges(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """List which actors were merged into which."""
    with existing_graph(graph) as store:
        rows = [(m.actor, m.name, m.into, m.stands, m.stands_name, m.at) for m in store.merges()]
    columns = ("actor", "name", "merged into", "stands for it", "by name", "when")
    printing.print_table(columns, rows)
