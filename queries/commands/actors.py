"""Commands of actors: find and show in the catalogue; merge, split and merges in a graph."""

from typing import Annotated

import typer

from actorgraph.queries import printing
from actorgraph.queries.commands import catalogue
from actorgraph.queries.commands.options import DEFAULT_GRAPH, GraphOption, existing_graph
from actorgraph.queries.printing import say

app = typer.Typer(
    help="Look up actors in the catalogue; merge those of a graph.", no_args_is_help=True
)
app.add_typer(catalogue.app)


@app.command("find", epilog="Example: `actorgraph actors find lavrov`")
def actors_find(
    name: Annotated[str, typer.Argument(help="Any name or part of one, in any script.")],
    most: Annotated[int, typer.Option(min=1, help="How many to show.")] = 10,
    tables: catalogue.Tables = None,
) -> None:
    """Search the catalogue by any name, fuzzily."""
    from actorgraph.queries.actor_search import catalogue_with, search_actors

    found = search_actors(name, most=most, catalogue=catalogue_with(tables or ()))
    rows = (
        (one.actor.id, one.actor.name, one.actor.kind, one.actor.country, one.name,
         round(one.score))
        for one in found
    )  # fmt: skip
    printing.print_table(("id", "name", "kind", "country", "found by", "likeness"), rows)


@app.command("show", epilog='Example: `actorgraph actors show "John Kerry" --date 2016-10-24`')
def actors_show(
    name: Annotated[str, typer.Argument(help="A name or an id.")],
    date: Annotated[str | None, typer.Option(help="What holds on this ISO date.")] = None,
    tables: catalogue.Tables = None,
) -> None:
    """Show one actor: its names, and its roles over time."""
    from actorgraph.queries.actor_search import catalogue_with, show_actor

    shown = show_actor(name, date, catalogue=catalogue_with(tables or ()))
    actor = shown.actor
    facts = [
        ("id", actor.id),
        ("kind", actor.kind),
        ("country", actor.country),
        ("also known as", "; ".join(actor.aliases)),
        *(
            (f"{one.text}, at times", f"{one.since or ''}..{one.until or ''}")
            for one in shown.dated
        ),
        ("in other languages", "; ".join(f"{one.text} ({one.language})" for one in shown.native)),
        ("Wikidata", actor.wikidata),
    ]
    printing.print_table((actor.name, ""), facts)
    if shown.bonds:
        rows = [
            (bond.relation, whom.name, bond.title, bond.since, bond.until)
            for whom, bond in shown.bonds
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
