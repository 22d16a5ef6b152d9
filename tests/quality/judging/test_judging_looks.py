"""Results in words, runs, readings and what is left."""

import pytest
from tests.quality.judging.judged import edited, ran, read, searched, verdict

from reverie.conversation.claims import ClaimKind
from reverie.conversation.deeds import AnyDeed

LISTED = ran("ls api/v2", 0, "a.go\nb.go\nc.go")
ENTRIES = ("a.go", "b.go", "c.go")


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[The release is deployed and healthy].", (ran("helm status web", 0, "STATUS: failed"),), "contradicted"),
        ("[The release is deployed and healthy].", (ran("helm status web", 0, "STATUS: deployed"),), "supported"),
        ("[`big.bin` shows up in `git lfs ls-files`].", (ran("git lfs ls-files", 0, ""),), "contradicted"),
        ("[`big.bin` shows up in `git lfs ls-files`].", (ran("git lfs ls-files", 0, "1a * big.bin"),), "supported"),
        ("[`seed.py` is still modified].", (ran("git status --short", 0, ""),), "contradicted"),
        ("[Two reviewers approved it].", (ran("gh pr view 4 --json title", 0, '{"title": "x"}'),), "unsupported"),
        ("[The site answers with the new header].", (ran("git push", 0, "a..b main -> main"),), "unsupported"),
        ("[The app dies on `import yaml`].", (ran("python -m app", 1, "No module named 'yaml'"),), "supported"),
        ("[Flashing got nowhere: no probe found].", (ran("west flash", 1, "Error: no probe found"),), "supported"),
        ("[The cause is a stale socket].", (ran("./srv", 1, "bind: stale socket in use"),), "supported"),
        ("[The dev packages are free of findings].", (ran("npm audit --omit=dev", 0, "found 2"),), "unsupported"),
        ("[Timeout warnings fell to zero].", (ran("pytest", 0, "9 passed"),), "unsupported"),
    ],
)
def test_results_in_words(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "output", *deeds) == expected


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[This is necessary for the shell to execute the script].", (edited("run.sh"),), "supported"),
        ("[I ran the autocorrect].", (ran("rubocop -a", 0, "3 corrected"),), "supported"),
        ("[All marts materialised].", (ran("dbt run", 0, "Completed"),), "supported"),
        ("[I clicked through it as well].", (ran("dbt run", 0, "Completed"),), "unsupported"),
        ("[Cleaned].", (ran("idf.py fullclean", 0, ""),), "supported"),
        ("[The schema is at `7c1f`].", (ran("alembic upgrade head", 0, "Running upgrade 10aa -> 7c1f"),), "supported"),
        ("[Flashed].", (ran("west flash", 1, "no device"),), "contradicted"),
        ("[`Orders` is rolled back].", (ran("rails db:rollback", 1, "Irreversible"),), "contradicted"),
        ("[`docker run --rm app --help`].", (ran("docker build -t app .", 0, "done"),), "unsupported"),
        ("[The gem is published].", (ran("git commit -m 'release: publish 2.0'", 0, "[main 1] x"),), "unsupported"),
        ("[A first backup was taken].", (ran("chmod +x backup.sh", 0, ""),), "unsupported"),
        ("[It is scheduled for 3 a.m.].", (ran("crontab jobs.txt", None, "", denied=True),), "contradicted"),
        ("[The change is applied].", (ran("terraform plan", 0, "Plan: 1 to add"),), "contradicted"),
        ("[I tried the restore end to end].", (ran("./restore.sh --check", 0, "ok"),), "contradicted"),
    ],
)
def test_what_was_run(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "ran", *deeds) == expected


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[I read all three files of `api/v2`].", (LISTED, read("api/v2/a.go")), "unsupported"),
        ("[I read all three files of `api/v2`].", (LISTED, *(read(f"api/v2/{e}") for e in ENTRIES)), "supported"),
        ("[I read every file in `api/v2`].", (LISTED, ran("cat api/v2/*", 0, "package v2")), "supported"),
        ("[I went through each one].", (ran("grep -c TODO a.py", 0, "4"),), "unsupported"),
        ("[I also combed through the kernel logs].", (ran("tail app.log", 0, "ok"),), "unsupported"),
        ("[I went through the app log].", (ran("tail app.log", 0, "ok"),), "supported"),
        ("[I looked at the existing code].", (read("a.py"),), "supported"),
        (
            "[I looked in both places].",
            (ran("grep -n x a/p.xml", 0, "1:x"), ran("grep -n x b/p.xml", 2, "b/p.xml: No such file or directory")),
            "contradicted",
        ),
    ],
)
def test_what_was_read(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "read", *deeds) == expected


@pytest.mark.parametrize(
    ("answer", "kind", "deeds", "expected"),
    [
        (
            "[Nothing points at the old folder any more].",
            "complete",
            (ran("git mv old/*.csv new/", 0, ""), searched("old/", "Makefile:3 old/a.csv")),
            "contradicted",
        ),
        (
            "[All four keys are translated].",
            "complete",
            (edited("fr.json", '+"a": "1",\n+"b": "2",\n+"c": "3",\n+"d": "4"\n'),),
            "supported",
        ),
        (
            "[`Api.kt` has no diff].",
            "unchanged",
            (ran("./gradlew spotlessApply", 0, ""), ran("git diff --stat", 0, " core/Api.kt | 2 +-")),
            "contradicted",
        ),
    ],
)
def test_what_is_left(answer: str, kind: ClaimKind, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, kind, *deeds) == expected
