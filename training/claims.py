"""The recipe of the claim model in one command: annotated articles in, loaders/judge out."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from claim_fit import Lessons, Table, fit_scale, fit_trees
from claim_labels import (
    Made,
    by_tenth,
    gold_claims,
    labels,
    reached,
    spans_of,
    targets,
    verdicts,
)
from claim_limits import lessons, limited, made_up, read_limits

from actorgraph.graph.claim_file import write_claims
from actorgraph.loaders.claim_context import CLASSES, ClaimContext
from actorgraph.loaders.claim_features import ArticleEvidence
from actorgraph.loaders.claim_model import ClaimModel, Judged, Steps, save_model
from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claim_labels import Gold, Label, Span
    from claim_limits import Limited

    from actorgraph.loaders.claim_features import Candidate
    from actorgraph.loaders.claim_model import Linear, Trees
    from actorgraph.ontology.claims import Claim

FOLDS = 5
ARTICLES_COUNT = 0.3  # how much a pair of an article counts where sentences are learnt from
Verdicts = list[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Piece:
    """An annotated article, read; its candidates are rows `start` to `end` of the table."""

    evidence: ArticleEvidence
    candidates: list[Candidate]
    gold: list[Gold]
    labels: list[Label]
    spans: list[Span | None]
    start: int

    @property
    def rows(self) -> range:
        """The rows of its candidates."""
        return range(self.start, self.start + len(self.candidates))


def read_pieces(path: Path, reader: ClaimReader) -> list[Piece]:
    """Read the annotated articles with the rules, and label their candidates."""
    pieces, start = [], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = Article(
            id=row["id"],
            text=row["text"],
            title=row.get("title") or "",
            published=row.get("published") or None,
        )
        reading, _ = reader.read(article)
        evidence = ArticleEvidence(reading, reader.lexicon, reader.rule_ties(reading))
        candidates, gold = list(evidence.candidates()), gold_claims(row)
        found = labels(candidates, evidence, gold)
        pieces.append(Piece(evidence, candidates, gold, found, spans_of(reading), start))
        start += len(candidates)
    return pieces


def folds(count: int, seed: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield (learn from, keep apart) for each fold of the articles."""
    order = np.random.default_rng(seed).permutation(count)
    for fold in range(FOLDS):
        apart = sorted(order[fold::FOLDS].tolist())
        yield sorted(set(range(count)) - set(apart)), apart


def annotated(pieces: Sequence[Piece], counts: float = 1.0) -> Lessons:
    """Return what these articles teach."""
    rows, wanted = [], []
    for piece in pieces:
        places, marks = targets(piece.labels)
        rows += [piece.start + place for place in places]
        wanted.append(marks)
    every = np.full(len(rows), counts, np.float32)
    return Lessons(np.array(rows), np.concatenate(wanted), every)


def contexts_apart(table: Table, pieces: Sequence[Piece]) -> list[ClaimContext]:
    """Return the likely claims of each article by a model that has not seen the article."""
    found: dict[int, ClaimContext] = {}
    for learn, apart in folds(len(pieces), seed=0):
        linear = table.fit([annotated([pieces[i] for i in learn])])
        for i in apart:
            chances = table.probabilities(linear, pieces[i].rows)
            found[i] = ClaimContext(pieces[i].evidence, pieces[i].candidates, chances)
    return [found[i] for i in range(len(pieces))]


def judged_right(piece: Piece, context: ClaimContext) -> np.ndarray:
    """Return 1 for each likely claim that is right, 0 if it is not, nan where both will do."""
    marks = []
    for claim in context.likely:
        label = piece.labels[claim.candidate]
        right = any(CLASSES[claim.relation] in accepted for accepted in label.accepted)
        marks.append(1.0 if right else np.nan if label.open else 0.0)
    return np.array(marks)


def fit_second(pieces: Sequence[Piece], contexts: Sequence[ClaimContext]) -> Trees:
    """Fit the second step to the likely claims of these articles."""
    rows = np.concatenate([context.rows() for context in contexts])
    right = np.concatenate([judged_right(*pair) for pair in zip(pieces, contexts, strict=True)])
    sure = ~np.isnan(right)
    return fit_trees(rows[sure], right[sure])


def claims_of(piece: Piece, context: ClaimContext, confidences: np.ndarray) -> Iterator[Made]:
    """Yield the claims of an article with the places of their mentions."""
    judged = Judged(
        evidence=piece.evidence,
        candidates=piece.candidates,
        context=context,
        confidences=confidences,
    )
    for claim, confidence in judged.claims():
        ends = piece.spans[claim.subject], piece.spans[claim.object]
        yield made(ends, CLASSES[claim.relation], confidence)


def made(ends: tuple[Span | None, Span | None], relation: str, confidence: float) -> Made:
    """Return a claim to be compared; its cue counts as standing with its subject."""
    subject, obj = ends
    if subject is None or obj is None:
        message = "a claim needs two mentions that mean somebody"
        raise ValueError(message)
    return Made(subject, obj, relation, subject[0], confidence)


def cross_validated(pieces: Sequence[Piece], contexts: Sequence[ClaimContext]) -> Verdicts:
    """Return the verdicts on the claims of each article, judged by trees that have not seen it."""
    found: Verdicts = []
    for learn, apart in folds(len(pieces), seed=1):
        trees = fit_second([pieces[i] for i in learn], [contexts[i] for i in learn])
        for i in apart:
            confidences = trees.probabilities(contexts[i].rows())
            found += verdicts(claims_of(pieces[i], contexts[i], confidences), pieces[i].gold)
    return found


def first_step_only(pieces: Sequence[Piece], contexts: Sequence[ClaimContext]) -> Verdicts:
    """Return the verdicts where the first step alone decides."""
    found: Verdicts = []
    for piece, context in zip(pieces, contexts, strict=True):
        chances = np.array([claim.probability for claim in context.likely])
        found += verdicts(claims_of(piece, context, chances), piece.gold)
    return found


def rules_only(pieces: Sequence[Piece]) -> Verdicts:
    """Return the verdicts on what the rules find."""
    found: Verdicts = []
    for piece in pieces:
        mention, best = piece.evidence.reading.mention, {}
        for (subject, obj), ties in piece.evidence.by_pair.items():
            one, other = mention(subject), mention(obj)
            for tie in ties:
                same = one.actor.id == other.actor.id and tie.relation != "same_as"
                if not same and one.place is None:
                    ends = (piece.spans[subject], piece.spans[obj])
                    sure = tie.confidence * (one.score * other.score) ** 0.5
                    known = best.get((ends, tie.relation))
                    if known is None or known.confidence < sure:
                        best[ends, tie.relation] = made(ends, tie.relation, sure)
        found += verdicts(best.values(), piece.gold)
    return found


def threshold(found: Verdicts, gold: int, precision: float) -> float | None:
    """Return the confidence that gives the best F1 with at least this precision."""
    best, chosen = 0.0, None
    for least in np.arange(0.05, 0.96, 0.01):
        figures = reached(found, gold, float(least))
        if figures["precision"] >= precision and figures["f1"] > best:
            best, chosen = figures["f1"], round(float(least), 2)
    return chosen


def report(name: str, found: Verdicts, gold: int) -> None:
    """Print what claims of rising confidence reach."""
    for precision in (0.0, 0.60, 0.75):
        least = threshold(found, gold, precision)
        if least is not None:
            figures = reached(found, gold, least)
            texts = "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
            print(f"{name:12} precision >= {precision:.2f}: from {least:.2f}  {texts}", flush=True)


def reliability(found: Verdicts) -> None:
    """Print how many claims of each tenth of confidence are right."""
    table = by_tenth(found)
    for tenth, (count, mean, right) in table.items():
        bounds = f"{tenth / 10:.1f}-{tenth / 10 + 0.1:.1f}"
        print(f"  {bounds}  {count:5}  said {mean:.2f}  right {right:.2f}")
    wrong = sum(count * abs(mean - right) for count, mean, right in table.values())
    print(f"  expected calibration error {wrong / max(len(found), 1):.3f}")


class Training:
    """One training: annotated articles, coded sentences, and the table of all their features."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.reader = ClaimReader(options.pipeline, judge=False)
        self.pieces = read_pieces(options.articles, self.reader)
        candidates = [candidate for piece in self.pieces for candidate in piece.candidates]
        self.coded: list[Limited] = []
        for path in options.limits:
            found = read_limits(path, self.reader, folds=FOLDS, start=len(candidates))
            candidates += [candidate for row in found for candidate in row.candidates]
            self.coded += found
        if self.coded:
            own = limited(list(made_up()), self.reader, folds=FOLDS, start=len(candidates))
            candidates += [candidate for row in own for candidate in row.candidates]
            self.coded += own
        self.table = Table(candidates)

    def run(self) -> None:
        """Cross-validate, fit the steps for articles and for sentences, and write the model."""
        print(f"{len(self.pieces)} articles, {len(self.coded)} coded sentences")
        table = self.table
        print(f"{len(table.forward)} pairs, {len(table.features)} features", flush=True)
        articles = self.for_articles()
        sentences, apart = self.for_sentences() if self.coded else (articles, {})
        model = ClaimModel(articles=articles, sentences=sentences)
        save_model(model, self.options.out)
        size = sum(file.stat().st_size for file in self.options.out.iterdir())
        print(f"{self.options.out}: {size / 1e6:.1f} MB", flush=True)
        if self.options.apart:
            self.write_apart(model, apart, self.options.apart)

    def for_articles(self) -> Steps:
        """Cross-validate by article, then fit both steps to all articles."""
        pieces = self.pieces
        gold = sum(not claim.optional for piece in pieces for claim in piece.gold)
        report("rules", rules_only(pieces), gold)
        contexts = contexts_apart(self.table, pieces)
        report("first step", first_step_only(pieces, contexts), gold)
        found = cross_validated(pieces, contexts)
        slope, offset = fit_scale(*zip(*found, strict=True))
        found = [(_scaled(confidence, slope, offset), good) for confidence, good in found]
        report("both steps", found, gold)
        reliability(found)
        trees = replace(fit_second(pieces, contexts), slope=slope, offset=offset)
        return Steps(linear=self.table.fit([annotated(pieces)]), trees=trees)

    def for_sentences(self) -> tuple[Steps, dict[int, Steps]]:
        """Fit both steps to the coded sentences; and for each fold, without its sentences."""
        linears = {fold: self._sentences_linear(fold) for fold in range(FOLDS)}
        contexts = [
            ClaimContext(
                row.evidence,
                row.candidates,
                self.table.probabilities(linears[row.fold], row.rows),
            )
            for row in self.coded
        ]
        trees = {fold: self._sentences_trees(contexts, fold) for fold in range(FOLDS)}
        tested = [
            (float(chance), bool(right))
            for row, context in zip(self.coded, contexts, strict=True)
            for chance, right in zip(
                trees[row.fold].probabilities(context.rows()), _marks(row, context), strict=True
            )
            if not np.isnan(right)
        ]
        slope, offset = fit_scale(*zip(*tested, strict=True))
        print("sentences, likely claims:")
        reliability([(_scaled(chance, slope, offset), right) for chance, right in tested])
        apart = {
            fold: Steps(
                linear=linears[fold], trees=replace(trees[fold], slope=slope, offset=offset)
            )
            for fold in range(FOLDS)
        }
        every = replace(self._sentences_trees(contexts, None), slope=slope, offset=offset)
        return Steps(linear=self._sentences_linear(None), trees=every), apart

    def _sentences_linear(self, apart: int | None) -> Linear:
        coded = [row for row in self.coded if row.fold != apart]
        return self.table.fit([annotated(self.pieces, ARTICLES_COUNT), lessons(coded)])

    def _sentences_trees(self, contexts: Sequence[ClaimContext], apart: int | None) -> Trees:
        kept = [
            (context.rows(), _marks(row, context))
            for row, context in zip(self.coded, contexts, strict=True)
            if row.fold != apart
        ]
        rows, right = (np.concatenate(parts) for parts in zip(*kept, strict=True))
        sure = ~np.isnan(right)
        return fit_trees(rows[sure], right[sure])

    def write_apart(self, model: ClaimModel, apart: dict[int, Steps], folder: Path) -> None:
        """Write the claims of the coded sentences, read by models that have not seen them."""
        folder.mkdir(parents=True, exist_ok=True)
        claims: dict[str, list[Claim]] = {path.stem: [] for path in self.options.limits}
        for fold, steps in apart.items():
            self.reader.model = replace(model, sentences=steps)
            for row in self.coded:
                if row.fold == fold and row.row.set in claims:
                    article = Article(id=row.row.id, text=row.row.text)
                    claims[row.row.set] += self.reader.claims(article)
        for name, found in claims.items():
            write_claims(found, folder / f"{name}.jsonl")


def _marks(row: Limited, context: ClaimContext) -> np.ndarray:
    """Return for each likely claim of a row whether it is right, nan where nobody can tell."""
    marks = [row.right(claim.candidate, CLASSES[claim.relation]) for claim in context.likely]
    return np.array(marks, float)


def _scaled(confidence: float, slope: float, offset: float) -> float:
    kept = min(max(confidence, 1e-4), 1 - 1e-4)
    return float(1 / (1 + np.exp(-(slope * np.log(kept / (1 - kept)) + offset))))


def main() -> None:
    """Train from annotated articles, one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="JSON lines with text and annotated claims")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--pipeline", default="english", help="name or folder of a spaCy pipeline")
    parser.add_argument("--limits", type=Path, nargs="*", default=[], help="plv and cameo .jsonl")
    parser.add_argument("--apart", type=Path, help="folder for the claims of --limits, in folds")
    Training(parser.parse_args()).run()


if __name__ == "__main__":
    main()
