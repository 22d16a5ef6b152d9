"""WordPiece, as BERT cuts texts: https://arxiv.org/abs/1810.04805, greedy longest match over a fixed vocabulary."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

VOCABULARY = Path(__file__).with_name("vocab.txt")
_LONGEST_WORD = 100
"""Characters; a longer word is unknown, as in the model's training."""
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_CJK = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002ceaf\U0002f800-\U0002fa1f]"
)


class WordPiece:
    """Texts to numbers of pieces. `most` pieces of a text are kept, the two marks at its ends among them."""

    def __init__(self, vocabulary: Path = VOCABULARY, most: int = 256) -> None:
        lines = vocabulary.read_text("utf-8").split("\n")
        self._numbers = {piece: number for number, piece in enumerate(lines)}
        self._unknown, self._start, self._end = (self._numbers[mark] for mark in ("[UNK]", "[CLS]", "[SEP]"))
        self._most = most
        self._pieces = lru_cache(maxsize=50_000)(self._cut)

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces, between the marks of its start and end."""
        found: list[int] = []
        for word in _words(text[: self._most * _LONGEST_WORD]):
            found += self._pieces(word)
            if len(found) >= self._most:
                break
        return [self._start, *found[: self._most - 2], self._end]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, each the longest that the vocabulary has."""
        found: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST_WORD:
            mark = "##" if start else ""
            ends = (end for end in range(len(word), start, -1) if mark + word[start:end] in self._numbers)
            end = next(ends, None)
            if end is None:
                return (self._unknown,)
            found.append(self._numbers[mark + word[start:end]])
            start = end
        return tuple(found) or (self._unknown,)


def _words(text: str) -> Iterator[str]:
    """In lower case without accents; every sign of punctuation and every Chinese character is a word of its own."""
    plain = unicodedata.normalize("NFD", _CJK.sub(r" \g<0> ", text).lower())
    for chunk in "".join(map(_kept, plain)).split():
        if chunk.isalnum():
            yield chunk
        else:
            yield from "".join(f" {one} " if _is_sign(one) else one for one in chunk).split()


def _kept(character: str) -> str:
    if character < "\x7f":
        return character if character >= " " else " " if character in "\t\n\r" else ""
    category = unicodedata.category(character)
    if category == "Mn" or category.startswith("C") or character == "\ufffd":
        return ""
    return " " if category == "Zs" else character


def _is_sign(character: str) -> bool:
    return bool(_SIGN.match(character)) or unicodedata.category(character).startswith("P")
