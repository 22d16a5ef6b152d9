"""Attribution: which of a line's steps made which report of its output."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from reverie.quality.runs.outputs.recognising import has_rows
from reverie.quality.runs.outputs.report import Report
from reverie.quality.runs.parts import Part

_SAME = {
    "phpunit": {"pest", "artisan test", "paratest", "phpspec"},
    "pest": {"artisan test", "phpunit"},
    "unittest": {"manage.py test", "nosetests", "nose2", "stestr", "green"},
    "mocha": {"cypress", "hardhat test", "ng test"},
    "mix test": {"bats", "prove"},
    "jest": {"helm unittest", "react-scripts test"},
    "cargo nextest": {"cargo-nextest"},
    "minitest": {"rails test", "rake test"},
    "mvn test": {"mvn verify", "mvn package", "mvn install", "surefire:test"},
    "gradle test": {"gradle check", "gradle build"},
    "rspec": {"crystal spec", "stack test", "cabal test"},
    "tasty": {"stack test", "cabal test"},
    "bats": {"tap", "tape", "prove", "pg_prove"},
    "swift test": {"xcodebuild test"},
    "automake": {"make check"},
    "dart analyze": {"flutter analyze"},
    "flutter test": {"dart test"},
    "pyright": {"basedpyright", "stylelint"},
    "eslint": {"stylelint", "standard", "xo"},
    "black": {"ruff format"},
    "ruff check": {"ty"},
    "tsc": {"vue-tsc"},
    "webpack": {"npm run build"},
    "vite build": {"vitepress build"},
}


def alike(program: str, row: str) -> bool:
    """Whether `program` prints the summaries that are known as `row`'s."""
    return program == row or program in _SAME.get(row, ())


def printers(parts: Sequence[Part]) -> frozenset[str] | None:
    """The programs whose summaries the output of `parts` can hold; None when it may be any's."""
    judged = [part.known for part in parts if part.known.purpose in ("test", "lint", "build")]
    if any(part.known.opaque for part in parts) or not judged:
        return None
    return _printing(frozenset(known.program for known in judged))


@lru_cache(maxsize=512)
def _printing(names: frozenset[str]) -> frozenset[str] | None:
    rows = {name: {row for row in _SAME if alike(name, row)} for name in names}
    if not all(has_rows(name) or rows[name] for name in names):
        return None
    return frozenset(names.union(*rows.values()))


def attribute(parts: Sequence[Part], reports: Sequence[Report]) -> list[Report]:
    """Hands each report to the step that made it; those that none can have made are left."""
    for part in parts:
        part.reports = []
    left = list(reports)
    for fits in (_by_program, _by_purpose, _opaque):
        left = _hand_out(parts, left, fits)
    return left


def _hand_out(parts: Sequence[Part], reports: list[Report], fits: Callable[[Part, Report], bool]) -> list[Report]:
    """Gives each report to the steps it fits: the first to the first, what is over to the last."""
    left: list[Report] = []
    given: dict[tuple[str, str], int] = {}
    for report in reports:
        fitting = [part for part in parts if fits(part, report)]
        if not fitting:
            left.append(report)
            continue
        key = report.program, report.purpose
        index = given.get(key, 0)
        given[key] = index + report.sure
        fitting[min(index, len(fitting) - 1)].reports.append(report)
    return left


def _by_program(part: Part, report: Report) -> bool:
    return part.known.purpose == report.purpose and alike(part.known.program, report.program)


def _by_purpose(part: Part, report: Report) -> bool:
    return part.known.purpose == report.purpose


def _opaque(part: Part, report: Report) -> bool:
    """Scripts make any report; hooks report in a commit's or a push's output."""
    if part.known.purpose in ("commit", "push"):
        return report.purpose == "lint" and report.program in (
            "pre-commit",
            "husky",
            "lint-staged",
            "eslint",
            "lefthook",
        )
    own_complaint = report.program == "make" and part.known.program.startswith("make")
    return part.known.opaque and not own_complaint
