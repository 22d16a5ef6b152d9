"""Summary lines of linters, formatters that check, type checkers and hooks."""

import re

from reverie.quality.runs.outputs.summaries import Summary


def _lint(program: str, marks: str, pattern: str, **settings: bool) -> Summary:
    return Summary(program, tuple(marks.split("|")), pattern, purpose="lint", **settings)


_PLURAL = r"(?:errors?|problems?|issues?|diagnostics?|violations?|offenses?|hints?|findings?|typos?|vulnerabilities)"

LINT_SUMMARIES: tuple[Summary, ...] = (
    _lint("ruff check", "All checks passed", r"^(?P<ok>All checks passed!)"),
    _lint(
        "ruff check", "remaining).", r"^Found \d+ errors? \(\d+ fixed, (?:(?P<errors>[1-9]\d*)|(?P<ok>0)) remaining\)\."
    ),
    _lint(
        "mypy",
        "source file",
        r"^(?:(?P<ok>Success): no issues found in \d+ source|Found (?P<errors>\d+) errors? in \d+ files? )",
    ),
    _lint("tsc", ": error TS|error TS", r"^[^\n:]{0,400}(?:: |:\d+ - )(?P<bad>error) TS\d+:", sure=False),
    _lint(
        "tsc",
        "Found ",
        r"^Found (?P<errors>\d+) errors?(?: in (?:\d+ files?|the same file|[^\n]{1,200}))?\.?[ \t]*$",
        sure=False,
    ),
    _lint(
        "lint", "Found ", rf"^(?:✖ )?Found (?P<errors>\d+) {_PLURAL}\b(?! \(\d+ fixed)(?! in \d+ files? \()", sure=False
    ),
    _lint(
        "eslint",
        " problems (| problem (",
        r"^[✖×x] \d+ problems? \((?P<errors>\d+) errors?, (?P<warnings>\d+) warnings?",
    ),
    _lint(
        "pyright",
        " errors, | error, ",
        r"^(?P<errors>\d+) errors?, (?P<warnings>\d+) warnings?(?:, \d+ (?:informations?|notes?|hints?))?",
    ),
    _lint("oxlint", " warnings and | warning and ", r"Found (?P<warnings>\d+) warnings? and (?P<errors>\d+) errors?"),
    _lint(
        "svelte-check",
        "svelte-check found ",
        r"svelte-check found (?P<errors>\d+) errors?(?: and (?P<warnings>\d+) warnings?)?",
    ),
    _lint(
        "prettier",
        "Prettier",
        r"^(?:(?P<ok>All matched files use Prettier)|"
        r"\[warn\] (?P<bad>Code style issues (?:found )?in|Forgot to run Prettier))",
    ),
    _lint(
        "black", "would be reformatted|would reformat", r"^(?:(?P<bad>\d+ files? would be reformatted|would reformat ))"
    ),
    _lint("ruff format", "Would reformat:", r"^(?P<bad>Would reformat): "),
    _lint("black", "would be left unchanged", r"^(?P<ok>\d+ files? would be left unchanged)\."),
    _lint("isort", "incorrectly sorted", r"^ERROR: [^\n]{1,400}(?P<bad>Imports are incorrectly sorted)"),
    _lint("ruff format", "already formatted", r"^(?P<ok>\d+ files? already formatted)"),
    _lint("rustfmt", "Diff in ", r"^(?P<bad>Diff in) [^\n]{1,400}", sure=False),
    _lint(
        "rubocop",
        "inspected, ",
        r"^\d+ files? inspected, (?:(?P<ok>no offenses)|(\d+) offenses? detected, \2 offenses? (?:auto)?corrected|"
        r"(?P<errors>\d+) offenses?) ?",
    ),
    _lint("golangci-lint", " issues:| issues.|issue:", r"^(?:(?P<ok>0) issues\.|(?P<errors>\d+) issues?:)"),
    _lint(
        "pylint",
        "code has been rated at",
        r"code has been rated at (?:(?P<ok>10\.00)|(?P<bad>-?[\d.]{1,8}))/10",
        sure=False,
    ),
    _lint("helm lint", "chart(s) linted", r"\d+ chart\(s\) linted, (?P<failed>\d+) chart\(s\) failed"),
    _lint(
        "phpstan",
        "No errors|[ERROR] Found",
        r"^\s{0,4}\[(?:(?P<ok>OK)\] No errors|ERROR\] Found (?P<errors>\d+) errors?)",
    ),
    _lint(
        "psalm",
        "No errors found!| errors found",
        r"^\s{0,20}(?:(?P<ok>No errors found!)|(?P<errors>\d+) errors? found)",
    ),
    _lint("phpcs", "FOUND ", r"^FOUND (?P<errors>\d+) ERRORS?"),
    _lint("luacheck", "Total: ", r"^Total: (?P<warnings>\d+) warnings? / (?P<errors>\d+) errors?"),
    _lint(
        "swiftlint",
        "Done linting! Found",
        r"Done linting! Found (?P<warnings>\d+) violations?, (?P<errors>\d+) serious",
    ),
    _lint(
        "dart analyze",
        "No issues found!| issues found| issue found",
        r"^(?:(?P<ok>No issues found!)|(?P<errors>\d+) issues? found\.)",
        sure=False,
    ),
    _lint("sqlfluff", "== [", r"^== \[[^\]\n]{1,200}\] (?:(?P<ok>PASS)|(?P<bad>FAIL))"),
    _lint("markdownlint", "Summary: ", r"^Summary: (?P<errors>\d+) error\(s\)"),
    _lint(
        "ansible-lint",
        "failure(s)",
        r"^(?:Passed|Failed): (?P<failed>\d+) failure\(s\), (?P<warnings>\d+) warning\(s\)",
    ),
    _lint("clj-kondo", "linting took", r"linting took \d+ms, errors: (?P<errors>\d+), warnings: (?P<warnings>\d+)"),
    _lint("credo", "found no issues|mods/funs", r"(?:mods/funs, (?:found (?P<ok>no issues)|(?P<bad>found \d+|\d+)))"),
    _lint("lychee", " Total ", r"\d+ Total [^\n]{0,20}?\d+ OK [^\n]{0,10}?(?P<errors>\d+) Errors?"),
    _lint("cspell", "CSpell: Files checked", r"CSpell: Files checked: \d+, Issues found: (?P<errors>\d+)"),
    _lint(
        "npm audit",
        "vulnerabilit",
        r"^(?:found )?(?P<errors>\d+) (?:(?:low|moderate|high|critical) severity )?vulnerabilit(?:y|ies)[ \t]*(?:\(|$)",
    ),
    _lint("terraform validate", "configuration is valid", r"(?P<ok>The configuration is valid)"),
    _lint("hlint", "No hints| hints", r"^(?:(?P<ok>No hints)|(?P<errors>\d+) hints?)[ \t]*$"),
    _lint("php-cs-fixer", "files that can be fixed", r"^Found (?P<errors>\d+) of \d+ files that can be fixed"),
    _lint("biome", "Some errors were emitted", r"(?P<bad>Some errors were emitted while)"),
    _lint(
        "biome",
        "No fixes applied|No fixes needed",
        r"^Checked \d+ files? in [\d.]+\S{1,3}\. (?P<ok>No fixes)(?! applied\.\nFound)",
        sure=False,
    ),
    _lint("import-linter", "Contracts: ", r"^Contracts: (?P<passed>\d+) kept, (?P<failed>\d+) broken"),
    _lint("vale", "✔|✖", r"^[✔✖] (?P<errors>\d+) errors?, (?P<warnings>\d+) warnings?"),
    _lint("deno lint", "Checked ", r"^(?P<ok>Checked \d+ files?)[ \t]*$", sure=False),
    _lint("ktlint", "exceed", r"(?P<bad>Lint errors were found)"),
    _lint(
        "cargo clippy",
        "could not compile",
        r"^(?P<bad>error: could not compile) `[^`\n]{1,90}` [^\n]{0,60}due to",
        sure=False,
    ),
    _lint("yamllint", "  error  ", r"^ {1,4}\d+:\d+ {1,8}(?P<bad>error) {1,4}", sure=False),
    _lint("nx", "ran target lint", r"(?P<ok>Successfully ran target lint)"),
    _lint("knip", "Unused ", r"^(?P<bad>Unused (?:files|dependencies|exports|devDependencies)) \(\d+\)", sure=False),
    _lint("lint-staged", "lint-staged|staged files", r"^[✖×] (?P<bad>[^\n]{1,120}):$", sure=False),
)

FINDING = re.compile(
    r"^(?!\s)[^\s:][^\n:]{0,300}:\d+(?::\d+)?(?::|\s-|(?=\s[A-Z]{1,6}\d{2,5}\b))\s?(?!\s*(?:warning|note|info))[^\n]{1,400}",
    re.MULTILINE | re.IGNORECASE,
)
"""A finding as most linters print it: `path:line:column: text`, warnings left out."""
