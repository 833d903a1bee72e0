"""A large parser that teaches the small one: treebanks in, trees of plain news text out.

python training/teacher_parser.py fit TREEBANKS --out WORK/parser.pt
python training/teacher_parser.py read WORK/parser.pt ARTICLES.jsonl… --out WORK/news-train.conllu
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from corpus import files
from encoder import Encoder, batches
from torch import Tensor, nn
from torch.nn import functional
from treebanks import Sentence, read
from trees import likeliest_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

EPOCHS, WORDS = 6, 800  # the fourth of six epochs made the trees that ship
ARC_WIDTH, LABEL_WIDTH = 256, 96
RATES = {"encoder": 1e-4, "rest": 1e-3}
COLUMNS = ("upos", "xpos", "feats", "deprel")


class Biaffine(nn.Module):
    """Scores of every pair of words: (n, words, width) twice to (n, out, words, words)."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(out, width + 1, width + 1))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, below: Tensor, above: Tensor) -> Tensor:
        """Return the scores of words below against words above."""
        one = functional.pad(below, (0, 1), value=1.0)
        other = functional.pad(above, (0, 1), value=1.0)
        return torch.einsum("bxi,oij,byj->boxy", one, self.weight.to(one.dtype), other)


class Parser(nn.Module):
    """Tags, features, heads and labels of a sentence's words; the root's head is word 0."""

    def __init__(self, values: dict[str, list[str]]) -> None:
        super().__init__()
        self.values = values
        self.encoder = Encoder()
        width = self.encoder.width
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.drop = nn.Dropout(0.2)
        self.sides = nn.ModuleDict(
            {
                name: nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(0.3))
                for name, size in (
                    ("arc below", ARC_WIDTH),
                    ("arc above", ARC_WIDTH),
                    ("label below", LABEL_WIDTH),
                    ("label above", LABEL_WIDTH),
                )
            }
        )
        self.arcs = Biaffine(ARC_WIDTH, 1)
        self.labels = Biaffine(LABEL_WIDTH, len(values["deprel"]))
        self.columns = nn.ModuleDict(
            {name: nn.Linear(width, len(values[name])) for name in COLUMNS[:3]}
        )

    def forward(
        self, sentences: Sequence[Sequence[str]]
    ) -> tuple[dict[str, Tensor], Tensor, Tensor, Tensor]:
        """Return scores: of columns, of arcs (n, words, words + 1), and both sides of labels."""
        words = self.drop(self.encoder(sentences))
        columns = {name: layer(words) for name, layer in self.columns.items()}
        root = self.root.to(words.dtype).expand(len(sentences), 1, -1)
        above = torch.cat([root, words], 1)
        arcs = self.arcs(self.sides["arc below"](words), self.sides["arc above"](above))[:, 0]
        lengths = torch.tensor([len(s) for s in sentences])
        beyond = torch.arange(above.shape[1])[None, None, :] > lengths[:, None, None]
        arcs = arcs.float().masked_fill(beyond, -1e4)
        return columns, arcs, self.sides["label below"](words), self.sides["label above"](above)

    def label_scores(self, below: Tensor, above: Tensor, heads: Tensor) -> Tensor:
        """Return (n, words, labels) for the given heads (n, words)."""
        index = heads.clamp(min=0)[:, :, None].expand(-1, -1, above.shape[2])
        chosen = functional.pad(above.gather(1, index), (0, 1), value=1.0)
        one = functional.pad(below, (0, 1), value=1.0)
        weight = self.labels.weight.to(one.dtype)
        return torch.einsum("bxi,oij,bxj->bxo", one, weight, chosen).float()


def fit(folder: Path, out: Path) -> None:
    """Train on the train files and report the scores on dev after each epoch."""
    torch.manual_seed(0)
    chance = random.Random(0)  # noqa: S311 - variety, not secrecy
    train = [s for path in files(folder, "train") for s in read(path)]
    values = {
        name: sorted({getattr(word, name) for s in train for word in s.words}) for name in COLUMNS
    }
    parser = Parser(values)
    train = [s for s in train if parser.encoder.fits([w.form for w in s.words])]
    inner = [p for p in parser.encoder.model.parameters() if p.requires_grad]
    known = {id(p) for p in inner}
    rest = [p for p in parser.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": RATES["encoder"]}, {"params": rest, "lr": RATES["rest"]}],
        weight_decay=0.01,
    )
    groups = list(batches([len(s.words) for s in train], WORDS))
    steps = EPOCHS * len(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min(1.0, at / 300) * max(0.02, 1 - at / steps)
    )
    begun = time.monotonic()
    for epoch in range(EPOCHS):
        parser.train()
        chance.shuffle(groups)
        total = 0.0
        for at, group in enumerate(groups):
            loss = _loss(parser, [train[place] for place in group])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parser.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
            if at % 100 == 0:
                spent = time.monotonic() - begun
                print(
                    f"epoch {epoch} {at}/{len(groups)} loss {total / (at + 1):.3f} {spent:.0f} s",
                    flush=True,
                )
        torch.save({"values": values, "weights": parser.state_dict()}, out)
        for path in files(folder, "dev"):
            print(path.stem, score(parser, list(read(path))), flush=True)


def _loss(parser: Parser, sentences: Sequence[Sentence]) -> Tensor:
    longest = max(len(s.words) for s in sentences)
    heads = torch.full((len(sentences), longest), -100)
    wanted = {name: heads.clone() for name in COLUMNS}
    place = {name: {v: i for i, v in enumerate(parser.values[name])} for name in COLUMNS}
    for row, sentence in enumerate(sentences):
        heads[row, : len(sentence.words)] = torch.tensor([w.head for w in sentence.words])
        for name in COLUMNS:
            marks = [place[name].get(getattr(w, name), -100) for w in sentence.words]
            wanted[name][row, : len(marks)] = torch.tensor(marks)
    with torch.autocast("cpu", torch.bfloat16):
        columns, arcs, below, above = parser([[w.form for w in s.words] for s in sentences])
        labels = parser.label_scores(below, above, heads)
    loss = functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=-100)
    loss = loss + _entropy(labels, wanted["deprel"])
    for name, scores in columns.items():
        loss = loss + 0.2 * _entropy(scores.float(), wanted[name])
    return loss


def _entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=-100)


Row = tuple[str, str, str, str, int, str]


@torch.no_grad()
def parse(parser: Parser, sentences: Sequence[Sequence[str]]) -> list[list[Row]]:
    """Return form, UPOS, XPOS, features, head (from 1, 0 the root) and label of every word."""
    parser.eval()
    found: list[list[Row]] = [[] for _ in sentences]
    for group in batches([len(s) for s in sentences], 4000):
        chosen = [sentences[place] for place in group]
        with torch.autocast("cpu", torch.bfloat16):
            columns, arcs, below, above = parser(chosen)
            logs = torch.log_softmax(arcs, 2)
            heads = torch.full(logs.shape[:2], 0)
            for row, words in enumerate(chosen):
                tree = likeliest_tree(logs[row, : len(words), : len(words) + 1].numpy())
                heads[row, : len(words)] = torch.tensor(tree)
            labels = parser.label_scores(below, above, heads)
        root = parser.values["deprel"].index("root")
        labels[:, :, root] = -1e4
        best = {name: scores.argmax(2).tolist() for name, scores in columns.items()}
        best["deprel"] = labels.argmax(2).tolist()
        for row, place in enumerate(group):
            for word, form in enumerate(sentences[place]):
                head = int(heads[row, word])
                upos, xpos, feats, deprel = (
                    parser.values[name][best[name][row][word]] for name in COLUMNS
                )
                found[place].append((form, upos, xpos, feats, head, deprel if head else "root"))
    return found


def score(parser: Parser, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return shares of words (without punctuation) with the right head, label and tag."""
    made = parse(parser, [[w.form for w in s.words] for s in sentences])
    words = uas = las = tags = 0
    for sentence, rows in zip(sentences, made, strict=True):
        for word, (_, _, xpos, _, head, deprel) in zip(sentence.words, rows, strict=True):
            if word.upos == "PUNCT":
                continue
            words += 1
            tags += xpos == word.xpos
            uas += head == word.head
            same = deprel.partition(":")[0] == word.deprel.partition(":")[0]
            las += head == word.head and same
    return {name: round(n / words, 4) for name, n in (("uas", uas), ("las", las), ("xpos", tags))}


def load(path: Path) -> Parser:
    """Read a trained parser."""
    saved = torch.load(path)
    parser = Parser(saved["values"])
    parser.load_state_dict(saved["weights"])
    return parser.eval()


def texts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield the id and text of each article of these files of JSON lines."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                yield f"{path.stem}-{number}", row["text"]


def read_articles(weights: Path, paths: Sequence[Path], out: Path, pipeline: str) -> None:
    """Parse articles; the small pipeline that ships gives words, sentences and lemmas."""
    from actorgraph.loaders.pipeline import load_pipeline  # noqa: PLC0415 - only here

    parser, nlp = load(weights), load_pipeline(pipeline)
    begun, written = time.monotonic(), 0
    with out.open("w", encoding="utf-8") as file:
        for ident, text in texts(paths):
            doc = nlp(text)
            sentences = [[t for t in s if not t.is_space] for s in doc.sents]
            usable = (
                [s for s in sentences if parser.encoder.fits([t.text for t in s])]
                if sentences
                else []
            )
            parsed = parse(parser, [[t.text for t in s] for s in usable])
            file.write(f"# newdoc id = {ident}\n")
            for tokens, rows in zip(usable, parsed, strict=True):
                follows = text[tokens[-1].idx + len(tokens[-1].text) :][:2]
                for at, (token, row) in enumerate(zip(tokens, rows, strict=True), 1):
                    form, upos, xpos, feats, head, deprel = row
                    misc = "_" if token.whitespace_ else "SpaceAfter=No"
                    lemma = token.lemma_ or form
                    cells = (at, form, lemma, upos, xpos, feats or "_", head, deprel, "_", misc)
                    file.write("\t".join(map(str, cells)) + "\n")
                file.write("\n" + ("# newpar\n" if "\n" in follows else ""))
                written += len(rows)
            print(f"{ident}: {written:,} words, {time.monotonic() - begun:.0f} s", flush=True)


def main() -> None:
    """Fit the teacher, or read articles with it."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    verbs = options.add_subparsers(dest="verb", required=True)
    fitting = verbs.add_parser("fit")
    fitting.add_argument("treebanks", type=Path)
    fitting.add_argument("--out", type=Path, required=True)
    reading = verbs.add_parser("read")
    reading.add_argument("weights", type=Path)
    reading.add_argument("articles", type=Path, nargs="+")
    reading.add_argument("--out", type=Path, required=True)
    reading.add_argument("--pipeline", default="english")
    chosen = options.parse_args()
    if chosen.verb == "fit":
        fit(chosen.treebanks, chosen.out)
    else:
        read_articles(chosen.weights, chosen.articles, chosen.out, chosen.pipeline)


if __name__ == "__main__":
    main()
