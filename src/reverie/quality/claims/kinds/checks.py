"""Checks that are said to pass: tests, builds, linters."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clauses import Clause, is_verb

SORTS = ("lint", "test", "build", "ci")
_KINDS: dict[str, ClaimKind] = {"test": "tests_pass", "ci": "tests_pass", "build": "build_ok", "lint": "lint_ok"}
_COMPLAINED = frozenset("complain complains complained objects object grumbles protests".split())
_STRONG = frozenset("pass passes passed passing green ok clean".split())
_WEAK = frozenset("complete completed finished finishes completes exact sound intact".split())
_VAGUE = frozenset("run runs job jobs step it they one workflow last everything all".split())
_PASSES = frozenset("pass passes passed passing".split())


def check_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """Of a clause that says that a check passes."""
    if _none_fails(clause):
        return "tests_pass"
    if clause.has("not") and _COMPLAINED & set(clause.words) and (sort := sort_in(clause)):
        return _KINDS[sort]
    if clause.tokens[0].text in ("does", "do", "did") and context.kind in _KINDS.values() and (sort := sort_in(clause)):
        return _KINDS[sort]
    if _is_partial(clause):
        return "output"
    if clause.denies() or (clause.fails() and not clause.finds_none() and not _turns_green(clause)):
        return None
    if clause.has("commitword") and 0 <= clause.at("commitword") < max(clause.at(*SORTS), 1):
        return None
    if (
        clause.has("cmd")
        and not clause.has("installcmd", "build", "lint")
        and {"went through", "ran through"} & set(clause.words)
    ):
        return "ran"
    if _is_alternating(clause):
        return "output"
    if (
        clause.has("installcmd")
        and not clause.has("me")
        and (clause.finds_none() or clause.has("pass"))
        or (clause.has("installword") and clause.has("pass", "done"))
    ):
        return "installed"
    if _is_build(clause):
        return "build_ok"
    sort = _sort(clause, context)
    if not sort:
        return None
    if (
        sort == "test"
        and {token.text for token in clause.tokens if "pass" in token.tags} <= _WEAK
        and clause.has("pass")
    ):
        return None
    if (
        clause.has("pass")
        or clause.tokens[0].text == "including"
        or (sort == "lint" and clause.finds_none() and not clause.has("edit"))
    ):
        return _KINDS.get(sort)
    if (
        sort == "test"
        and clause.finds_none()
        and clause.has("zero")
        and clause.has("digits")
        and clause.has("cmd")
        and not clause.has("edit", "add")
    ):
        return "tests_pass"
    if sort == "build" and (clause.has("work") and {"works", "working"} & set(clause.words)):
        return "build_ok"
    return _KINDS[sort] if _without_problem(clause) and not clause.has("run") else None


def _is_build(clause: Clause) -> bool:
    """`X builds`, `X was compiled`, `both images are built`."""
    tokens = clause.tokens
    for i, token in enumerate(tokens):
        if "built" not in token.tags or not is_verb(tokens, i):
            continue
        if clause.has("be", "me") or i in (0, len(tokens) - 1) or tokens[i].text.endswith("s"):
            return not clause.has("path") or clause.has("build", "me")
    return False


def _none_fails(clause: Clause) -> bool:
    """`no test fails`, `no failing tests`."""
    at = clause.at("zero")
    if at < 0 or not clause.has("test") or not clause.has("fail"):
        return False
    return {"test", "fail"} <= frozenset[str]().union(*(one.tags for one in clause.tokens[at + 1 :]))


def _is_partial(clause: Clause) -> bool:
    """`12 of the 14 tests pass`, `all but one`."""
    if not clause.has("test") or not clause.has("pass"):
        return False
    words = clause.words
    if clause.has("quantity") and {"but", "except", "save"} & set(words[1:]):
        return True
    for i, word in enumerate(words[:-2]):
        if word in ("of", "of the") and words[i - 1].isdigit() and words[i + 1].isdigit():
            return words[i - 1] != words[i + 1]
    return False


def _hands_over(clause: Clause) -> bool:
    """`the tests pass a mock to X`."""
    pairs = zip(clause.tokens, clause.tokens[1:], strict=False)
    return any(one.text in ("pass", "passes") and other.text in ("a", "an", "the") for one, other in pairs)


def _turns_green(clause: Clause) -> bool:
    """`went from red to green`."""
    return "from" in clause.words and clause.words[-1] in ("green", "passing", "grün", "verde", "vert")


def _is_alternating(clause: Clause) -> bool:
    """`passed twice`, `failed once`."""
    return clause.has("pass", "fail") and bool({"twice", "once", "times"} & set(clause.words)) and not clause.has("me")


def _sort(clause: Clause, context: Context) -> str:
    """What is checked: by its own words, by what was spoken of before, by the record."""
    found = sort_in(clause)
    if clause.tokens[0].text == "including" and context.kind in _KINDS.values():
        return found
    if found or not (clause.has("pass", "work") or clause.finds_none()):
        return found
    if clause.has("testpath"):
        return "test"
    if clause.verb_at() in (-1, 0) and (clause.has("pass", "work") or clause.has("finding")):
        for sort in SORTS:
            if sort in clause.subject:
                return sort
    words = set(clause.words)
    if clause.has("pass") and words & _VAGUE or ("there" in words and clause.has("be")):
        return context.mentioned or context.known.last_check
    if clause.has("program", "tree") or any("run" in verb.tags and verb.text != "run" for verb in clause.verbs()):
        return ""
    if words & _STRONG and clause.has("code", "counted", "quantity") and not clause.has("digits"):
        return context.known.last_check
    return context.known.last_check or "test" if words & _PASSES and not clause.has("num") else ""


def sort_in(clause: Clause) -> str:
    """Of its first noun that names a check; of neighbours (`the build tests`) the last."""
    at = clause.at(*SORTS, "testpath")
    found = ""
    while 0 <= at < len(clause.tokens):
        tags = clause.tokens[at].tags
        here = next((sort for sort in SORTS if sort in tags), "test" if "testpath" in tags else "")
        if not here or (found and "code" in tags):
            break
        found, at = here, at + 1
    return "test" if found == "build" and clause.has("testpath") else found


def _without_problem(clause: Clause) -> bool:
    """`runs without errors`."""
    return clause.finds_none() and bool({"without", "sin", "ohne", "sans"} & set(clause.words))
