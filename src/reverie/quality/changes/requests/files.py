"""What a changed file is for, by its path: it may follow another change without being asked for."""

import re

_TEST = re.compile(
    r"(?:^|/)(?:tests?|specs?|__tests__|testdata|fixtures|__snapshots__)/|(?:^|[/_.-])(?:test|spec)s?[_.-]|[_.-](?:test|spec)s?\.\w+$|Tests?\.\w+$|(?:^|/)conftest\.py$"
)
_DOC = re.compile(r"\.(?:md|mdx|rst|txt|adoc)$|(?:^|/)docs?/", re.IGNORECASE)
_CHANGELOG = re.compile(
    r"(?:^|/)(?:CHANGE(?:LOG|S)|HISTORY|NEWS|RELEASES?)(?:\.\w+)?$|(?:^|/)(?:changelog|newsfragments|changes|\.changeset)(?:\.d)?/",
    re.IGNORECASE,
)
_MANIFEST = re.compile(
    r"(?:^|/)(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|Cargo\.toml|go\.(?:mod|sum|work)|Gemfile|[\w.-]+\.gemspec|pom\.xml|build\.gradle(?:\.kts)?|"
    r"[\w.-]*requirements[\w.-]*\.(?:txt|in)|Pipfile|composer\.json|deno\.jsonc?|environment\.ya?ml)$"
)
_CI = re.compile(
    r"(?:^|/)\.(?:github/workflows|circleci)/|(?:^|/)\.gitlab-ci\.yml$|(?:^|/)(?:azure-pipelines\.yml|Jenkinsfile)$"
)
_TOLD = re.compile(
    r"^(?=[^/]*[A-Z]{3})[^/]*(?:SUMMARY|NOTES|REPORT|CHANGES_MADE|IMPLEMENTATION|ANALYSIS|EXPLANATION|FIX|COMPLETE|STATUS|RESULTS?)[^/]*\.(?:md|txt)$"
)


def kind_of_file(path: str) -> str:
    """`changelog`, `tests`, `docs`, `dependencies`, `ci`, `migrations` or, for all others, an empty text."""
    if _CHANGELOG.search(path):
        return "changelog"
    if _TEST.search(path):
        return "tests"
    if _MANIFEST.search(path):
        return "dependencies"
    if _DOC.search(path):
        return "docs"
    if _CI.search(path):
        return "ci"
    return "migrations" if re.search(r"(?:^|/)migrations?/", path) else ""


def tells_of_the_work(path: str) -> bool:
    """Whether a document in the project's root has a name of those in which agents report what they did."""
    return _TOLD.match(path) is not None
