"""The labelled data of the benchmark `secrets`: tokens of many families in many places, and harmless text.

    python -m benchmarks.secret_cases [--seed N] [--forms N] [--harmless N] > FILE

Prints JSON lines, a row each: `id`, `family`, `form`, `text`, and `secrets`, the exact parts of the text that must not
survive redaction (none in a harmless row). `secret_cases.jsonl` is the output for the seed that is the default; another
seed gives other tokens, other places and other harmless text of the same kinds. Secrets are kept broken, see
`secret_text.py`, whose `read_cases` puts them together.

Every token is random, drawn from the seed in the format that its vendor publishes: `secret_rows/` has a module a trade,
and each family says where its format stands. None belongs to anybody.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from random import Random
from urllib.parse import quote

import click
from benchmarks.secret_rows import (
    clouds,
    connections,
    harmless_code,
    harmless_docs,
    harmless_hashes,
    harmless_locks,
    harmless_output,
    harmless_public,
    harmless_web,
    hosts,
    messages,
    models,
    money,
    observing,
    office,
    plain,
    private_keys,
)
from benchmarks.secret_rows.credentials import CREDENTIALS
from benchmarks.secret_rows.family import Family
from benchmarks.secret_rows.forms import FORMS, Shown
from benchmarks.secret_rows.harmless import Made, rows
from benchmarks.secret_rows.private_keys import Shape
from benchmarks.secret_rows.streams import stream
from benchmarks.secret_text import Case, written

SEED = 20_261_120
FORMS_A_FAMILY = 6
ROWS_A_KIND = 11
FAMILIES: tuple[Family, ...] = (
    *hosts.FAMILIES,
    *clouds.FAMILIES,
    *models.FAMILIES,
    *money.FAMILIES,
    *messages.FAMILIES,
    *observing.FAMILIES,
    *office.FAMILIES,
    *plain.FAMILIES,
)
HARMLESS: dict[str, Made] = {
    **harmless_hashes.KINDS,
    **harmless_locks.KINDS,
    **harmless_code.KINDS,
    **harmless_docs.KINDS,
    **harmless_web.KINDS,
    **harmless_public.KINDS,
    **harmless_output.KINDS,
}


def cases(seed: int = SEED, forms: int = FORMS_A_FAMILY, harmless: int = ROWS_A_KIND) -> Iterator[Case]:
    """All rows for a seed: `forms` of each family of tokens, then `harmless` of each kind of harmless text.

    A family's rows depend on the seed and its name alone, so that adding one leaves the others as they are.
    """
    for name, shapes in _families(forms):
        for number, (form, text, secrets) in enumerate(shapes(Random(f"{seed}/{name}")), 1):
            yield Case(f"{name}/{number}", name, form, text, tuple(secrets))
    for name, made in HARMLESS.items():
        source = Random(f"{seed}/harmless/{name}")
        for number, (_, text) in enumerate(rows(source, {name: made}, harmless), 1):
            yield Case(f"harmless {name}/{number}", f"harmless: {name}", "as it is", text)


def _families(forms: int) -> Iterator[tuple[str, Callable[[Random], Iterable[Shape]]]]:
    for family in FAMILIES:
        yield family.name, partial(token_shapes, family=family, forms=forms)
    for kind in private_keys.KINDS:
        yield kind.name, partial(private_keys.shapes, kind=kind, count=forms)
    for name, template in {**connections.ADDRESSES, **connections.STRINGS}.items():
        yield name, partial(connections.shapes, template=template, count=forms)
    yield from CREDENTIALS.items()


def token_shapes(random: Random, family: Family, forms: int) -> Iterator[Shape]:
    """A family's tokens in `forms` places, one of them the middle of a stream: (form, text, [secret])."""
    places = {name: form for name, form in FORMS.items() if name not in family.without}
    chosen = random.sample(sorted(places), min(forms - 1, len(places)))
    for name in [*chosen, "stream"]:
        token = family.draw(random)
        shown = Shown(family.variable, token, family.host, family.named_only)
        text = (places.get(name) or stream)(random, shown)
        yield name, text, [_as_it_stands(text, family.secret_of(token))]


def _as_it_stands(text: str, secret: str) -> str:
    """The secret as the text shows it: percent-encoded in an address."""
    for shown in (secret, quote(secret, safe="")):
        if shown in text:
            return shown
    raise ValueError(f"the text does not show its secret: {text!r}")


@click.command(help="Print the labelled rows of the benchmark `secrets` as JSON lines.")
@click.option("--seed", default=SEED, show_default=True, help="Another seed gives other rows of the same kinds.")
@click.option("--forms", default=FORMS_A_FAMILY, show_default=True, help="Rows of each family of tokens.")
@click.option("--harmless", default=ROWS_A_KIND, show_default=True, help="Rows of each kind of harmless text.")
def main(seed: int, forms: int, harmless: int) -> None:
    """Print the rows."""
    for line in written(cases(seed, forms, harmless)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
