"""The labelled data of the benchmark `secrets` is what its generator prints, and says what it promises."""

from collections import defaultdict
from itertools import islice
from random import Random

import msgspec
import pytest
from benchmarks.secret_cases import FAMILIES, cases, token_shapes
from benchmarks.secret_rows.drawing import checksummed, drawn
from benchmarks.secret_rows.family import Family
from benchmarks.secret_rows.real import real_cases
from benchmarks.secret_text import DEFAULT_FILE, Case, broken, join_up, joined, read_cases, written

KEPT = list(read_cases())
WITH_SECRETS = [case for case in KEPT if case.secrets]
HARMLESS = [case for case in KEPT if not case.secrets]


def test_the_file_is_the_generators_output() -> None:
    assert DEFAULT_FILE.read_text(encoding="utf-8").splitlines() == list(written(cases()))


def test_another_seed_gives_other_rows_of_the_same_kinds() -> None:
    other = list(cases(seed=7))
    assert [case.family for case in other] == [case.family for case in KEPT]
    assert not {case.secrets for case in other if case.secrets} & {case.secrets for case in WITH_SECRETS}


def test_each_family_stands_in_four_places_or_more() -> None:
    places = defaultdict(set)
    for case in WITH_SECRETS:
        places[case.family].add(case.form)
    assert len(places) >= 110
    assert [name for name, forms in places.items() if len(forms) < 4] == []
    assert len({case.id for case in KEPT}) == len(KEPT)


def test_what_must_not_survive_is_in_the_text() -> None:
    assert [case.id for case in WITH_SECRETS if not all(secret in case.text for secret in case.secrets)] == []
    assert min(len(secret) for case in WITH_SECRETS for secret in case.secrets) >= 9


def test_harmless_text_is_long_and_holds_no_secret() -> None:
    assert sum(case.text.count("\n") + 1 for case in HARMLESS) >= 6_000
    private = [case.id for case in HARMLESS if "PRIVATE KEY-----" in case.text]
    assert private == []


def test_a_family_that_only_its_name_tells_is_never_shown_without_it() -> None:
    named = {family.name: family for family in FAMILIES if family.named_only}
    hints = (
        "authorization",
        "x-api-key",
        "x-auth-token",
        "api_key=",
        "access_token=",
        "token=",
        "-u 'admin:",
        "://deploy:",
    )
    for case in WITH_SECRETS:
        if family := named.get(case.family):
            name, text = family.variable.lower().replace("_", ""), case.text.lower()
            bare = text.replace("_", "").replace("-", "")
            assert name in bare or any(hint in text for hint in hints), case.id


def test_each_family_says_where_its_format_is_published() -> None:
    assert [family.name for family in FAMILIES if len(family.published) < 8] == []
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


def test_the_file_is_small_and_shows_no_secret_whole() -> None:
    kept = DEFAULT_FILE.read_text(encoding="utf-8")
    assert len(kept.encode()) < 3_000_000
    assert [case.id for case in WITH_SECRETS if any(secret in kept for secret in case.secrets)] == []
    assert "PRIVATE KEY-----" not in kept


def test_breaking_and_joining_gives_the_row_back() -> None:
    case = Case("x/1", "x", "env file", "A=abcdefghij\nB=abcdefghij\n-----BEGIN PRIVATE KEY-----", ("abcdefghij",))
    assert joined(broken(case)) == case
    assert "abcdefghij" not in broken(case).text
    assert join_up("{{join:a|b}}{{join:c|d}} {{ other }}") == "abcd {{ other }}"
    with pytest.raises(ValueError, match="x/2"):
        list(written([Case("x/2", "x", "as it is", "{{join:a|b}}")]))


def test_checksums_are_githubs() -> None:
    """The vector: a token of npm's that was published as a dummy (github.com/secretlint/secretlint/issues/200)."""

    class Fixed(Random):
        def choices(self, *_: object, **__: object) -> list[str]:  # type: ignore[override]
            return list("qkJaB6MffYVzZXWqmcoF49yrUxP3wf")

    assert checksummed(Fixed(), 30)[30:] == "0LsakP"


def test_a_template_draws_its_alphabets_and_lengths() -> None:
    token = drawn(Random(1), "SG.{url:22}.{hex:40-64}")
    start, first, second = token.split(".")
    assert (start, len(first)) == ("SG", 22)
    assert 40 <= len(second) <= 64
    assert set(second) <= set("0123456789abcdef")
    with pytest.raises(KeyError):
        drawn(Random(1), "{nothing:3}")


def test_a_webhooks_secret_is_the_end_of_its_address() -> None:
    hook = next(family for family in FAMILIES if family.name == "slack-webhook")
    for _, text, (secret,) in token_shapes(Random(3), hook, 4):
        assert f"/{secret}" in text
        assert len(secret) == 24
    with pytest.raises(ValueError, match="does not fit"):
        Family("a", "A", "b", "c", secret="z").secret_of("b")


def test_real_text_has_no_tests_and_no_secrets() -> None:
    found = list(islice(real_cases(1, 5), 10))
    assert found
    assert all(not case.secrets and "/tests/" not in case.id for case in found)


def test_rows_have_the_promised_fields() -> None:
    first = msgspec.json.decode(DEFAULT_FILE.read_bytes().splitlines()[0])
    assert set(first) == {"id", "family", "form", "text", "secrets"}
