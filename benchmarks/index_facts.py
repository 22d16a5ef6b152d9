"""Facts for the benchmark of the index, and queries for them: real statements by many authors, and no data needed.

    python -m benchmarks.index_facts [--count N] [--seed N] [--data FILE.jsonl] > FILE

The statements are sentences of the documentation strings of the running Python's standard library, parsed by `ast` and
never imported: a topic is a module, or a class of it that has many; a fact is "`name`: sentence". As in life, some
topics have three facts and some have sixty. The same seed and Python give the same facts, and the topics of a smaller
count are among those of a larger one. `--data` takes other rows instead: JSON lines with `topic` and `text`.
"""

import ast
import re
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

import click
import msgspec

SEED = 20_261_120
_FEWEST, _MOST = 3, 60
_CLASS_OF_ITS_OWN = 8
_SENTENCES = 6
_LONGEST = 280
_WORDS_IN_A_SENTENCE = 4
_LEFT_OUT = ("test", "tests", "site-packages", "dist-packages", "idle_test", "__pycache__", "pydoc_data")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`'\"])")
_WORD = re.compile(r"\w{3,}")
_NO_STATEMENT = ("Args", "Arguments", "Example", "Param", "Raises:", "Returns:", "See ", "Usage", "Yields:")
_STOP_WORDS_TEXT = """
a about after all also and any are been before being but can does each for from had has have her his how into its may
more most must not off only other our out over own same she should some such than that the their them then there these
they this those through too under until upon very was were what when where which while who whose why will with would yet
you your
"""
_STOP_WORDS = frozenset(_STOP_WORDS_TEXT.split())
_Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Fact(msgspec.Struct, frozen=True):
    """One statement, and the title of the subject that it belongs to."""

    topic: str
    text: str


def facts(count: int, data: Path | None = None, seed: int = SEED) -> list[Fact]:
    """`count` facts in a mixed order, as a memory learns them; from a file of rows, or from the standard library.

    Topics of the library have between three and sixty facts, and none more than a tenth of all; those of a file are
    taken as they are.

    Errors: ValueError when the source has fewer; OSError; msgspec.DecodeError or msgspec.ValidationError for a file
    that does not hold such rows.
    """
    found = _from_file(data) if data else _standard_library()
    by_topic: dict[str, list[Fact]] = defaultdict(list)
    for fact in {fact.text: fact for fact in reversed(found)}.values():
        by_topic[fact.topic].insert(0, fact)
    sizes = range(1, count + 1) if data else range(_FEWEST, max(_FEWEST, min(_MOST, count // 10)) + 1)
    chosen = _topic_by_topic(by_topic, count, sizes, Random(f"{seed}/topics"))
    Random(f"{seed}/order").shuffle(chosen)
    return chosen


def half_of_content_words(text: str, random: Random) -> str:
    """A query for a text: its content words without a random half of them, the rest in order.

    Content words have three or more characters and are not in a short list of words that stand everywhere. Of an odd
    number the larger half stays, so that a text with one content word keeps it.
    """
    words = content_words(text)
    kept = sorted(random.sample(range(len(words)), (len(words) + 1) // 2))
    return " ".join(words[place] for place in kept)


def content_words(text: str) -> list[str]:
    """The words of a text that tell what it is about, in order, as they are written."""
    return [word for word in _WORD.findall(text) if word.lower() not in _STOP_WORDS and not word.isdigit()]


def _topic_by_topic(by_topic: dict[str, list[Fact]], count: int, sizes: range, random: Random) -> list[Fact]:
    """`count` facts: topics in a random order, of each as many facts as `sizes` allows.

    Errors: ValueError when there are not as many.
    """
    titles = sorted(title for title, found in by_topic.items() if len(found) >= sizes.start)
    random.shuffle(titles)
    chosen = [fact for title in titles for fact in by_topic[title][: sizes.stop - 1]]
    if len(chosen) < count:
        raise ValueError(
            f"{count} facts are wanted, and the source has {len(chosen)}: ask for fewer, or give more data"
        )
    return chosen[:count]


def _from_file(path: Path) -> Sequence[Fact]:
    lines = path.read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Fact) for line in lines if line.strip()]


@cache
def _standard_library() -> Sequence[Fact]:
    return tuple(_from_standard_library())


def _from_standard_library() -> Iterator[Fact]:
    """Every statement of the library's documentation, module by module; a topic's first sentences before its others."""
    root = Path(sysconfig.get_path("stdlib"))
    for path in sorted(root.rglob("*.py")):
        inner = path.relative_to(root).with_suffix("").parts
        if not any(part in _LEFT_OUT for part in inner):
            module = ".".join(part for part in inner if part != "__init__")
            yield from _of_module(module, path)


def _of_module(module: str, path: Path) -> Iterator[Fact]:
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):  # templates and files of other versions of the language
        return
    stated = [("", _sentences(tree)), *((name, _sentences(node)) for name, node in _documented(tree, ""))]
    topics = _topics(module, [name for name, sentences in stated for _ in sentences])
    for place in range(_SENTENCES):
        for name, sentences in stated:
            if place < len(sentences):
                yield Fact(topics[name.split(".")[0]], f"`{name or module}`: {sentences[place]}")


def _documented(node: ast.Module | _Documented, inside: str) -> Iterator[tuple[str, _Documented]]:
    """The functions and classes of a module with their dotted names; not those inside functions."""
    for inner in node.body:
        if isinstance(inner, _Documented):
            yield inside + inner.name, inner
        if isinstance(inner, ast.ClassDef):
            yield from _documented(inner, f"{inside}{inner.name}.")


def _topics(module: str, names: Sequence[str]) -> dict[str, str]:
    """Which topic each outermost name belongs to: a class with many statements is a topic of its own.

    The empty name is the module itself.
    """
    counted: dict[str, int] = defaultdict(int)
    for name in names:
        counted[name.split(".")[0]] += 1
    large = {name for name, many in counted.items() if name and many >= _CLASS_OF_ITS_OWN}
    return {name: f"{module}.{name}" if name in large else module for name in counted}


def _sentences(node: ast.Module | _Documented) -> list[str]:
    """The first sentences of a documentation string that say something, each on one line."""
    found = []
    for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
        if ">>>" not in paragraph and not paragraph.startswith(" "):
            found += _SENTENCE_END.split(" ".join(paragraph.split()))
    return list(filter(_says_something, found))[:_SENTENCES]


def _says_something(sentence: str) -> bool:
    is_short = len(sentence) <= _LONGEST and not sentence.startswith(_NO_STATEMENT)
    return is_short and len(content_words(sentence)) >= _WORDS_IN_A_SENTENCE


@click.command(help="Print facts for the benchmark of the index as JSON lines.")
@click.option("--count", default=1_000, show_default=True, help="How many facts.")
@click.option("--seed", default=SEED, show_default=True, help="Another seed chooses other topics.")
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Rows {topic, text} to use.")
def main(count: int, seed: int, data: Path | None) -> None:
    """Print the facts."""
    try:
        chosen = facts(count, data, seed)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    for fact in chosen:
        sys.stdout.write(msgspec.json.encode(fact).decode() + "\n")


if __name__ == "__main__":
    main()
