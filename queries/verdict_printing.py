"""Verdicts as tables for the terminal."""

from collections.abc import Mapping

from actorgraph.queries.printing import print_table, say
from actorgraph.queries.verdict_report import Agreement, Precision, VerdictReport

PRECISION = ("", "right", "wrong", "undecided", "precision", "95 % interval")
MOST_GONE = 5  # claims that are named


def print_report(report: VerdictReport) -> None:
    """Print precision by relation and by field, agreement, and what the verdicts lack."""
    if not report.coders:
        say("nobody has checked anything yet; 'actorgraph sample' writes a page to do so")
        return
    overall = _row("all of them", report.overall)
    print_table(("relation", *PRECISION[1:]), [*_rows(report.relations), overall])
    print_table(("field", *PRECISION[1:]), _rows(report.fields))
    if len(report.coders) > 1:
        columns = ("agreement on", "claims", "Krippendorff's alpha", "pairs that agree")
        print_table(columns, [_agreed(*one) for one in report.agreement.items()])
    _say_rest(report)


def _rows(shares: Mapping[str, Precision]) -> list[tuple[object, ...]]:
    return [_row(name, one) for name, one in shares.items()]


def _row(name: str, one: Precision) -> tuple[object, ...]:
    interval = "" if one.low is None else f"{one.low:.2f} to {one.high:.2f}"
    return name, one.right, one.wrong, one.undecided, _share(one.share), interval


def _agreed(name: str, one: Agreement) -> tuple[object, ...]:
    return name, one.claims, _share(one.alpha), _share(one.share)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _say_rest(report: VerdictReport) -> None:
    coders = ", ".join(f"{name} ({n})" for name, n in report.coders.items())
    say(f"{report.claims} claims checked by {coders}")
    if report.weighted is not None:
        say(
            f"precision with each relation weighted by its claims in the graph: "
            f"{report.weighted:.2f} (over relations with {report.covered:.0%} of the claims)"
        )
    if report.replaced:
        say(f"{report.replaced} older verdicts are kept, and do not count")
    if report.gone:
        named = "; ".join(one.said or one.claim for one in report.gone[:MOST_GONE])
        more = f" and {len(report.gone) - MOST_GONE} more" if len(report.gone) > MOST_GONE else ""
        say(f"note: {len(report.gone)} checked claims are no longer in the graph: {named}{more}")
