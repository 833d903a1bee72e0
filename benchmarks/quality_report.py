"""The report of quality.py: figures by set in Markdown, each with the commands that made it."""

from collections.abc import Iterator
from typing import Any

Figures = dict[str, Any]

# What each set holds, and which of the scorer's figures are shown: label and path in its answer.
ABOUT = {
    "news": "12 news pieces with every claim. Two annotators of such pieces agree at exact F1 0.89",
    "re3d": "50 documents on Syria and Iraq, pairs of actors with the family of their relation.",
    "plv": "1,050 sentences with one pair of actors and its PLOVER root; the pair is not given.",
    "plv-relate": "The same sentences; both actors are given.",
    "cameo": "783 sentences with at most one event each, so precision is a lower bound.",
    "direction": "1,418 sentences, two actors each: neutral, or who is for or against whom.",
    "attribution": "84 news pieces; every statement with its speaker is annotated.",
}
# Sets that shipped weights have learnt from, with the recipe that cross-validates.
LEARNT = {
    "plv": "training/claims.py",
    "cameo": "training/claims.py",
    "plv-relate": "training/relations.py",
    "attribution": "training/statements.py",
}
RECIPES = {
    "claims": "claims.py train/news.jsonl --limits dev/plv.jsonl dev/cameo.jsonl --out OUT",
    "relations": "relations.py dev/plv.jsonl train/news.jsonl --seeds 1 --out OUT",
    "statements": "statements.py dev/attribution.jsonl --out OUT",
}
SHOWN = {
    "news": [
        ("exact claim F1", "exact.f1"),
        ("exact precision", "exact.precision"),
        ("exact recall", "exact.recall"),
        ("family F1", "family.f1"),
        ("pair F1", "pair.f1"),
        ("actor accuracy", "actor_accuracy"),
    ],
    "re3d": [
        ("typed pairs F1", "typed.f1"),
        ("precision", "typed.precision"),
        ("recall", "typed.recall"),
        ("pairs F1, any type", "pairs.f1"),
    ],
    "plv": [
        ("root macro-F1", "root_macro_f1"),
        ("quad class macro-F1", "quad_macro_f1"),
        ("rows covered", "covered"),
    ],
    "plv-relate": [
        ("root macro-F1", "root_macro_f1"),
        ("root accuracy", "root_accuracy"),
        ("quad class macro-F1", "quad_macro_f1"),
    ],
    "cameo": [
        ("who, quad class, whom: F1", "tuples.f1"),
        ("precision", "tuples.precision"),
        ("recall", "tuples.recall"),
        ("false events on silent sentences", "false_event_rate"),
    ],
    "direction": [("macro-F1 of five labels", "macro_f1"), ("accuracy", "accuracy")],
    "attribution": [
        ("statements F1", "statements.f1"),
        ("precision", "statements.precision"),
        ("recall", "statements.recall"),
        ("speaker accuracy", "speaker_accuracy"),
    ],
}
EXTRA = {"speaker": "spurious", "denied": "false"}  # the scorer's words for one too many
COMMANDS = {
    "relate": ("pairs", "relations"),
    "statements": ("articles", "statements"),
    "extract": ("articles", "claims"),
}


def report(found: dict[str, Figures], versions: dict[str, str], recipes: dict[str, str]) -> str:
    """Return the whole of quality.md; `recipes` is what the recipes printed."""
    return "\n".join(_lines(found, versions, recipes)) + "\n"


def _lines(
    found: dict[str, Figures], versions: dict[str, str], recipes: dict[str, str]
) -> Iterator[str]:
    made: Figures = next((f["extractor"] for f in found.values() if "extractor" in f), {})
    read_by = f"extractor {made.get('name')}, model {made.get('model')}"
    what = ", ".join(f"{name} {value}" for name, value in versions.items() if name != "date")
    yield "# Quality of extraction"
    yield ""
    yield f"Measured on {versions['date']}: {read_by}; {what}. Written by"
    yield ""
    yield "    python benchmarks/quality.py --recipes FOLDER"
    yield ""
    yield "which runs, for every set, the commands under its heading (README.md here says more)."
    yield "Each figure is a share between 0 and 1 unless it is a count."
    for name, figures in found.items():
        yield from ("", f"## {name}", "", ABOUT[name], "")
        yield from _commands(name)
        if "missing" in figures:
            yield from ("", f"Not measured: {figures['missing']}")
            continue
        if figures.get("apart"):
            yield ""
            yield "Weights that ship have learnt from these rows, so the claims are of models that"
            yield f"have not seen the row: `{LEARNT[name]} … --apart FOLDER` writes them."
        elif name in LEARNT:
            yield ""
            yield "**Too good**: weights that ship have learnt from these rows. The figures to"
            yield f"quote are those of `{LEARNT[name]}`, below under Cross-validation."
        yield from ("", "| figure | |", "|---|---|")
        yield from (f"| {label} | {value} |" for label, value in _shown(name, figures))
        yield from _bins(figures)
    yield from _cross_validation(recipes)
    yield from _data(found)


def _cross_validation(recipes: dict[str, str]) -> Iterator[str]:
    if not recipes:
        return
    yield from ("", "## Cross-validation", "")
    yield "What the recipes printed: every figure is of documents or texts not learnt from. The"
    yield "first lines of `claims.py` show what each part gives: the rules alone, the linear step,"
    yield "and both steps, each with the least precision that was asked for."
    for name, said in recipes.items():
        yield from ("", f"    python training/{RECIPES[name]}", "", "```", said, "```")


def _commands(name: str) -> Iterator[str]:
    data = name.partition("-")[0]
    command = {"plv-relate": "relate", "attribution": "statements"}.get(name, "extract")
    given, verb = COMMANDS[command]
    yield f"    score.py {given} {data}.jsonl > {given}.jsonl"
    yield f"    python -m actorgraph {command} {given}.jsonl --format jsonl > {command}.jsonl"
    yield f"    score.py {verb} {data}.jsonl {command}.jsonl"


def _shown(name: str, figures: Figures) -> Iterator[tuple[str, str]]:
    for label, path in SHOWN[name]:
        value: Any = figures
        for key in path.split("."):
            value = value[key]
        yield label, f"{value:.3f}"
    if name == "news":
        yield from _details(figures)
    if "claims" in figures:
        counts = f"{figures['claims']:,} in {figures['sentences']:,}"
        yield "claims a sentence", f"{figures['claims_per_sentence']:.2f} ({counts})"
        yield "words a mention", f"{figures['words_per_mention']:.2f}"


def _details(figures: Figures) -> Iterator[tuple[str, str]]:
    for field, plural in (("speaker", "speakers"), ("denied", "denials")):
        right, gold, none = (figures[field].get(key, 0) for key in ("right", "gold", EXTRA[field]))
        yield f"{plural} right, where the claim is", f"{right} of {gold}"
        yield f"{plural} where the text has none", str(none)


def _bins(figures: Figures) -> Iterator[str]:
    if not figures.get("bins"):
        return
    yield from ("", "Precision (exact) by confidence:", "")
    yield from ("| confidence from | claims | mean confidence | precision |", "|---|---|---|---|")
    for row in figures["bins"]:
        yield (
            f"| {row['from']:.1f} | {row['claims']} | {row['confidence']:.2f} "
            f"| {row['precision']:.2f} |"
        )
    yield ""
    yield f"Expected calibration error: {figures['calibration_error']:.3f}."


def _data(found: dict[str, Figures]) -> Iterator[str]:
    yield from ("", "## Data", "", "| set | SHA-256 |", "|---|---|")
    for name, figures in found.items():
        if "sha256" in figures:
            yield f"| {name} | `{figures['sha256']}` |"
