"""Which check a clause speaks of: tests, a build, a linter; by its words, by what stood before, by the record."""

from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clause import Clause

SORTS = ("lint", "test", "build", "ci")
_PASSES = frozenset(["pass", "passes", "passed", "passing"])
_STRONG = _PASSES | frozenset(["succeeds", "succeeded", "green", "ok", "clean"])
_POLITE = frozenset(["good", "fine", "happy", "okay", "healthy"])
_VAGUE = frozenset(["run", "runs", "job", "jobs", "step", "it", "they", "one", "workflow", "last", "everything", "all"])


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


def sort_of(clause: Clause, context: Context) -> str:
    """One of `SORTS`, or empty."""
    found = sort_in(clause)
    if found or clause.tokens[0].text == "including" or not (clause.has("pass", "work") or clause.finds_none()):
        return found
    if clause.verb_at() <= 0 and clause.has("pass", "work", "finding"):
        for sort in SORTS:
            if sort in clause.subject and not (sort == "build" and clause.said & _PASSES):
                return sort
    return _unnamed(clause, context)


def _unnamed(clause: Clause, context: Context) -> str:
    """Of a clause that names no check: `the job succeeded`, `both packages are ok`."""
    known = context.known
    is_vague = clause.has("pass") and clause.said & _VAGUE and not clause.said & _POLITE
    if is_vague or (clause.says("there") and clause.has("be")):
        return context.mentioned or known.last_check
    if clause.has("program", "tree") or any("run" in verb.tags and verb.text != "run" for verb in clause.verbs()):
        return ""
    if clause.said & _STRONG and clause.has("code", "counted", "quantity") and not clause.has("digits"):
        return known.last_check
    return known.last_check or "test" if clause.said & _PASSES and not clause.has("num") else ""
