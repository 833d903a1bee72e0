"""The command for event data that others coded: coded."""

from enum import StrEnum
from typing import Annotated

import typer

from actorgraph.errors import UsageError
from actorgraph.queries import printing
from actorgraph.queries.commands.options import Lines, LinesOption, Paths, print_claims
from actorgraph.queries.printing import Reports

app = typer.Typer()


class DataSets(StrEnum):
    """The data sets that can be read."""

    GDELT = "gdelt"
    ICEWS = "icews"
    PHOENIX = "phoenix"
    POLECAT = "polecat"
    ACLED = "acled"
    UCDP = "ucdp"


@app.command(epilog="Example: `actorgraph coded 2016.export.CSV.zip --from gdelt > gdelt.jsonl`")
def coded(
    paths: Paths,
    from_: Annotated[DataSets, typer.Option("--from", help="Whose data they are.")],
    format: LinesOption = Lines.JSONL,
    mentions: Annotated[
        list[str] | None,
        typer.Option(
            help="A file of GDELT's table of mentions, again for more: the articles that an event "
            "was found in become its sources."
        ),
    ] = None,
) -> None:
    """Print event data that others coded as claims; `build` loads what it prints."""
    if mentions and from_ is not DataSets.GDELT:
        message = f"--mentions is GDELT's table, and {from_.value} has none; leave it out"
        raise UsageError(message)
    from actorgraph.loaders.coded.data_sets import coded_claims
    from actorgraph.ontology.claims import claim_to_json

    reports = Reports()
    claims = coded_claims(paths, from_.value, reports, mentions=mentions or ())
    if format is Lines.JSONL:
        printing.print_json(map(claim_to_json, claims))
    else:
        print_claims(claims)
    reports.close()
    raise typer.Exit(reports.exit_code)
