"""Texts cut as the model was trained to read them, vectors that can be compared, and one line where there are none."""

import hashlib
import importlib.util
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

from reverie.memory.embedding import finding
from reverie.memory.embedding.embedder import NoEmbedder
from reverie.memory.embedding.finding import find_embedder, seek_embedder
from reverie.memory.embedding.word_piece import VOCABULARY, WordPiece
from reverie.memory.recall.nearness import Nearness, packed

numpy = pytest.importorskip("numpy")


@pytest.fixture(scope="module")
def pieces() -> WordPiece:
    return WordPiece(most=16)


def test_the_vocabulary_is_that_of_bert_base_uncased() -> None:
    digest = hashlib.sha256(VOCABULARY.read_bytes()).hexdigest()
    assert digest == "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [  # as the `tokenizers` library cuts them with the model's own tokenizer.json
        ("Hello, World!", [101, 7592, 1010, 2088, 999, 102]),
        ("naïve Straße", [101, 15743, 2358, 27807, 102]),
        ("北京 isn't far", [101, 1781, 1755, 3475, 1005, 1056, 2521, 102]),
        ("unaffable tokenization", [101, 14477, 20961, 3468, 19204, 3989, 102]),
        ("a_b `c.d`", [101, 1037, 1035, 1038, 1036, 1039, 1012, 1040, 1036, 102]),
        ("\u200bx\xa0y\x00", [101, 1060, 1061, 102]),
        ("🙂 ok", [101, 100, 7929, 102]),
        ("번역", [101, 1460, 30008, 30021, 29999, 30010, 30020, 102]),
        ("", [101, 102]),
    ],
)
def test_a_text_is_cut_as_the_reference_does(pieces: WordPiece, text: str, numbers: list[int]) -> None:
    assert pieces.numbers(text) == numbers


def test_a_long_text_keeps_its_beginning_and_both_marks(pieces: WordPiece) -> None:
    numbers = pieces.numbers("word " * 1_000)
    assert len(numbers) == 16
    assert (numbers[0], numbers[-1]) == (101, 102)
    assert pieces.numbers("x" * 101) == [101, 100, 102]


def test_without_the_extra_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "onnxruntime" else real(name))
    sought = seek_embedder()
    assert sought.embedder is None
    assert sought.why_not == (
        "search by meaning is off ('onnxruntime' is not installed); install it with pip install '.[embed]'"
    )
    assert find_embedder() is None


def test_a_model_that_is_not_the_one_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    (tmp_path / "model.onnx").write_bytes(b"something else")
    monkeypatch.setattr(finding, "_model_path", lambda: tmp_path / "model.onnx")
    sought = seek_embedder()
    assert sought.embedder is None
    assert "is not the model that is expected" in sought.why_not
    monkeypatch.setattr(finding, "_model_path", lambda: tmp_path / "missing.onnx")
    assert "cannot be read" in seek_embedder().why_not


def test_a_broken_installation_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Path:
        raise NoEmbedder("its files are gone")

    monkeypatch.setattr(finding, "_model_path", broken)
    pytest.importorskip("onnxruntime")
    assert seek_embedder().why_not == "search by meaning is off: its files are gone"


@pytest.mark.parametrize("package", ["numpy", "onnxruntime"])
@pytest.mark.parametrize(
    "error", [RuntimeError("needs AVX2"), OSError("libblas.so: no memory"), AttributeError("_ARRAY_API")]
)
def test_native_code_that_does_not_load_here_is_said_in_a_line(
    monkeypatch: pytest.MonkeyPatch, package: str, error: Exception
) -> None:
    class Breaks(MetaPathFinder):
        def find_spec(self, name: str, path: object, target: object = None) -> None:
            if name == package:
                raise error

    pytest.importorskip("onnxruntime")
    monkeypatch.setattr(finding, "why_missing", lambda: "")
    monkeypatch.delitem(sys.modules, package)
    monkeypatch.setattr(sys, "meta_path", [Breaks(), *sys.meta_path])
    sought = seek_embedder()
    assert sought.embedder is None
    assert sought.why_not.startswith("search by meaning is off: ")
    assert str(error) in sought.why_not


def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    embedder = find_embedder()
    if embedder is None:
        pytest.skip(seek_embedder().why_not)
    first, same, other, empty = embedder.embed(
        ["Where did I redeem a coupon?", "I used a voucher at the store", "The cat sat on the mat", ""]
    )
    assert float(first @ same) > float(first @ other) + 0.2
    assert [round(float(numpy.linalg.norm(one)), 3) for one in (first, same, other, empty)] == [1, 1, 1, 1]


def test_the_nearest_of_many_are_those_that_a_look_at_all_finds() -> None:
    chance = numpy.random.default_rng(3)
    clouds = chance.normal(size=(40, 384))
    vectors = clouds[chance.integers(40, size=6_000)] + chance.normal(size=(6_000, 384)) * 0.8
    vectors = (vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)).astype(numpy.float32)
    nearness = Nearness(list(range(6_000)), packed(vectors))
    missed = 0
    for _ in range(20):
        asked = vectors[chance.integers(6_000)] + chance.normal(size=384).astype(numpy.float32) * 0.02
        asked /= numpy.linalg.norm(asked)
        exact = numpy.argsort(-(vectors @ asked))[:50]
        found = nearness.nearest(asked, 50)
        missed += len(set(exact.tolist()) - set(found))
        assert all(abs(cosine - float(vectors[number] @ asked)) < 0.01 for number, cosine in found.items())
    assert missed <= 30  # of 1,000


def test_a_row_is_as_near_as_its_nearest_vector() -> None:
    axes = numpy.eye(384, dtype=numpy.float32)
    nearness = Nearness([7, 7, 9], packed(axes[:3]))
    assert nearness.nearest(axes[1], 5) == {7: 1.0, 9: 0.0}
    assert nearness.of([7, 8, 9], axes[2]) == {7: 0.0, 9: 1.0}
    assert nearness.nearest(axes[0], 1) == {7: 1.0}


def test_no_vectors_find_nothing() -> None:
    nearness = Nearness([], [])
    assert nearness.nearest(numpy.ones(384, numpy.float32), 5) == {}
    assert nearness.of([1], numpy.ones(384, numpy.float32)) == {}
    assert len(nearness) == 0
