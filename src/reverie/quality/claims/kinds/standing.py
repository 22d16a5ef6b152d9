"""How a check is said to stand, in whatever words: `go vet is content`, `luacheck: nothing to complain about`,
`the specs: 14/14`. The noun or the program says which check it is, the predicate that nothing is wrong."""

import re
from collections.abc import Sequence

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.words.standing import BECOMES, BETWEEN, DOES, GIVES, GOOD, OBJECTS, WRONGS

_KINDS: dict[str, ClaimKind] = {"test": "tests_pass", "ci": "tests_pass", "build": "build_ok", "lint": "lint_ok"}
_STOP = r"(?= |$)"
_NO = r"(?:no longer|never|not|doesn't|does not|don't|do not|didn't|did not|hasn't|haven't|neither|nor|isn't|aren't)"
_NONE = (
    r"(?:no|zero|0|without|without any|without a|without a single|not a single|not one|not any|nothing|none|nil|nichts|"
    r"keine|ohne|sin|sans|uden|utan|sem|senza|ningún|ninguna|aucune?|free of|free from|devoid of|clear of)"
)
_STANDS = re.compile(
    rf"(?:^| )(?:(?:{BECOMES}) (?:(?:{BETWEEN}) )*(?:{GOOD}){_STOP}"
    rf"|(?:{DOES})(?= (?!(?:a|an|the|its|their|on|down|off|§|up)(?: |$))|$)"
    rf"|(?:gives?|gave|got|gets?|has|have|received|shows?|with) {GIVES}{_STOP}"
    rf"|(?:accepts?|accepted|likes?|liked|approves?|approved)(?= (?:the|it|them|all|everything|this|that|every|§)|$)"
    rf"|{_NONE} (?:\w+ )?(?:{WRONGS}){_STOP}"
    rf"|(?:{_NO}) (?:\w+ ){{0,2}}(?:{OBJECTS}){_STOP})"
)
_LABELLED = re.compile(rf"^(?:(?:{BETWEEN}) )*(?:{GOOD}|✅|✔|✓){_STOP}(?: (?:again|now|too|throughout))?$")
_LABELLED_GREEN = re.compile(r"(?:^| )(?:is|are|all|turned|went|stays|now) (?:all |now |fully )?(?:green|passing)$")
_FINDS_VALID = re.compile(
    r"^(?:the )?[§\w-]+ (?:\w+ )?(?:finds|considers|declares|deems|calls|reports|says) (?:the |it |that |§ ?)(?:\w+ )*"
    r"(?:valid|well-formed|sound|impeccable|ok|syntactically correct)$"
)
_DENIED = re.compile(
    r"(?:^| )(?:not|isn't|aren't|wasn't|weren't|cannot|can't|couldn't|nobody|nicht|hardly|barely|almost|nearly|partly|"
    r"but|except|apart from|fails?|failed|failing|red|broken|crash\w*|once|had been)(?= |$)"
)
_RATIO = re.compile(r"(?:^| )(\w+) (?:of|of the|/|out of|for|von|de|aus) (?:the |all )?(\w+)(?= |$)")
_COUNTED = re.compile(r"(?:^| )\d+ (?:\w+ )?(?:passed|passing|ok|green)(?= |$)")
_NONE_FAILED = re.compile(r"(?:^| )(?:0|no|none|zero) (?:\w+ )?(?:failed|failing|failures?|errors?|red)(?= |$)")
_PRINTED = re.compile(
    r"\b(?:OK|PASS(?:ED)?|SUCCESS(?:FUL)?|SUCCEEDED|[Nn]o (?:errors|issues|problems)|"
    r"0 (?:errors|failures)|all passed|exit 0)\b"
)
_ROUNDS = ("runs", "rounds", "repeats", "attempts", "iterations")
_LOOSE = frozenset(
    [
        *("project", "app", "application", "docs", "documentation", "site", "package", "workspace", "crate"),
        *("solution", "typescript", "types", "typing", "hook", "hooks", "formatting"),
    ]
)
_LEAKS = ("vulnerability", "vulnerabilities", "leak", "leaks", "secret", "secrets", "cve", "cves", "advisories")
_LOOSE_CHECKS = frozenset(["types", "typing", "formatting", "style"])
_DOING = {
    **dict.fromkeys(("compiling", "building", "packaging", "linking", "bundling", "transpiling"), "build"),
    **dict.fromkeys(("cross-building", "cross-compiling", "cross-compilation", "packing", "assembling"), "build"),
    **dict.fromkeys(("linting", "type-checking", "typechecking"), "lint"),
    "testing": "test",
}
_CONTENT = re.compile(
    r"^(?:the |our )?[§\w.-]+(?: [§\w.-]+)? (?:is|was|are|stays|remains) (?:now |also |again |all |quite |very |too )*"
    r"(?:happy|content|satisfied|pleased|quiet|silent|appeased|at ease)(?= |$)"
)
_LABEL = 6
_FAR = 9


def standing_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """Of a clause that names a check and says that nothing is wrong with it."""
    if clause.has("me", "agent", "if", "perms") or clause.says("should", "before", "until", "already", *_LEAKS):
        return None
    if _is_part(clause):
        return None
    if clause.has("pr") and _LABELLED_GREEN.search(" ".join(clause.words)):
        return "tests_pass"
    at, sort = _subject(clause, context)
    if not sort:
        return _by_attitude(clause, context)
    said = _spoken(clause.tokens[at + 1 :], context)
    stands = _STANDS.search(said) or _LABELLED.search(said)
    if stands is None:
        return _KINDS[sort] if _is_whole(said) else None
    if _DENIED.search(said[: stands.start()]) or _DENIED.search(said[stands.end() :]):
        return None
    return _KINDS[sort]


def _by_attitude(clause: Clause, context: Context) -> ClaimKind | None:
    """Of a tool that nothing is known of: only checkers are content, and find things valid."""
    said = _spoken(clause.tokens, context)
    if _FINDS_VALID.search(said):
        return "lint_ok"
    is_short = len(clause.tokens) <= _LABEL and not clause.has("you", "agent", "quantity", "it", "service", "behaviour")
    return "lint_ok" if is_short and context.known.runs and _CONTENT.search(said) else None


def counts_passed(clause: Clause, context: Context) -> bool:
    """`27 passed, 0 failed`, of tests that were not spoken of before."""
    if context.kind in _KINDS.values() or context.mentioned == "test" or context.known.last_check != "test":
        return False
    said = _spoken(clause.tokens, context)
    return _COUNTED.search(said) is not None and _NONE_FAILED.search(said) is not None


def _subject(clause: Clause, context: Context) -> tuple[int, str]:
    """Where the check is named, and which sort it is: by its noun, its command line, or a program of the record."""
    for i, token in enumerate(clause.tokens[:_FAR]):
        sort = _sort_of(token, context)
        if sort:
            following = [_sort_of(one, context) for one in clause.tokens[i + 1 : i + 3]]
            named = [i + 1 + j for j, one in enumerate(following) if one == "test" and sort != "lint"]
            return (named[-1], "test") if named else (i, sort)
        if i and token.tags & {"be", "have", "modal", "not"}:
            break
    if (at := _loose_build(clause, context)) >= 0:
        return at, "build"
    if clause.says(*_ROUNDS) and not clause.has("code", "path", "num"):
        return clause.at("quantity", "it", "det"), context.mentioned or context.known.last_check
    return -1, ""


def _loose_build(clause: Clause, context: Context) -> int:
    """Where `the docs` or `site` stands in `the docs: ok`, when the record built something; else -1."""
    at = 1 if clause.tokens[0].text in ("the", "our") else 0
    if not at + 1 < len(clause.tokens) <= _LABEL or not context.known.checks_with("build"):
        return -1
    is_loose = clause.tokens[at].text in _LOOSE and "build" in clause.tokens[at].tags
    return at if is_loose and _LABELLED.search(_spoken(clause.tokens[at + 1 :], context)) else -1


def _sort_of(token: Token, context: Context) -> str:
    tags = token.tags
    if token.text in ("typescript", "pr", "mr") or "pr" in tags:
        return "lint" if token.text == "typescript" else ""
    if token.text in _DOING:
        return _DOING[token.text]
    if token.text in _LOOSE_CHECKS and context.known.checks_with("lint"):
        return "lint"
    if token.text in _LOOSE or "path" in tags:
        return "test" if "testpath" in tags else ""
    return next((sort for sort in _KINDS if sort in tags), "") or context.known.sort_of_program(context.text_of(token))


def _is_whole(said: str) -> bool:
    """`14/14`, `five out of five`, as all that is said."""
    found = _RATIO.search(said)
    return found is not None and found[1] == found[2] and not _DENIED.search(said)


def _is_part(clause: Clause) -> bool:
    """`12 of the 14 tests pass`."""
    found = _RATIO.search(" ".join(clause.words))
    if clause.words[0] == "of" and clause.has("num"):
        return True
    return found is not None and found[1] != found[2] and "num" in clause.tags and found[1] not in ("all", "each")


def _spoken(tokens: Sequence[Token], context: Context) -> str:
    """Words with a blank between them; code, paths and quotations as one sign, marks left out."""
    return " ".join(_word(token, context) for token in tokens if token.text not in ",;:.|")


def _word(token: Token, context: Context) -> str:
    """`ok` for code that a check prints when nothing is wrong."""
    if token.tags.isdisjoint(("code", "path", "quote")):
        return token.text
    return "ok" if _PRINTED.search(context.text_of(token)) else "§"
