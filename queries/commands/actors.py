"""Commands of the catalogue: actors find, actors show."""

from typing import Annotated

import typer

from actorgraph.queries import printing

app = typer.Typer(help="Look up actors in the catalogue.", no_args_is_help=True)


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
