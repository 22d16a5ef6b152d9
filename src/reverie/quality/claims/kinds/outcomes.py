"""What a change of the record made so, whatever the verb: `FILE is at level 8`, `the base is 250 ms now`."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.sharing import is_exact, is_word, names, said_in
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.topics import NAMED, Topic, Words, rooted

_IS = frozenset(
    ["is", "are", "has", "have", "is at", "are at", "gets", "it's", "ist", "sind", "es", "está", "est", "er"]
)
_OTHER_ACTS = ("me", "you", "read", "commit", "push", "install", "save", "fix", "agent", "service")
_CHECKS = ("test", "lint", "build", "ci")
_ENDS = ("pass", "fail", "problem", "built", "finding", "report")
_DOUBTS = (
    "still",
    "already",
    "also known",
    "needs",
    "need",
    "wrong",
    "unclear",
    "was",
    "were",
    "prints",
    "outputs",
    "measured",
    "coverage",
)
_NO_SUBJECT = frozenset(["prep", "if", "not", "you", "past"])
_SHORT, _WORD = 5, 3
_LOOSE, _MUCH = NAMED + 1, 2 * NAMED


def outcome_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """Of a state that the clause shares with a change: created for a file that is new, else edited."""
    if not context.known.changes:
        return None
    if _so_does(clause) and context.changes_any(clause.paths()):
        return "edited"
    if not _tells_state(clause) or _is_of_others(clause):
        return None
    said = said_in(clause, context)
    topic, weight = context.known.topics.best(said)
    if topic is None or weight < _needed(topic, said, clause):
        return None
    return _kind_by(topic, weight, clause, said)


def _needed(topic: Topic, said: Words, clause: Clause) -> int:
    """How much must be shared: a path is enough; so is a name or code of it, when `now` says that it is new."""
    if names(topic, said) or (clause.has("now") and said.codes and is_exact(topic, said)):
        return NAMED
    return _LOOSE


def is_made_so(clause: Clause, context: Context) -> bool:
    """`the rows are pulled lazily in FILE`, which tells of code, not of a command."""
    if clause.has("me", "cmd", "service", "again") or not clause.says("is", "are", "gets", "get"):
        return False
    return outcome_kind(clause, context) == "edited"


def settled(kind: ClaimKind, clause: Clause, context: Context) -> ClaimKind:
    """`edited` of files that are new is `created`."""
    if kind != "edited":
        return kind
    topics = [context.known.topics.of_path(context.text_of(path)) for path in clause.paths()]
    if not topics:
        topics = [context.known.topics.of_stem(token.text) for token in clause.tokens if "document" in token.tags]
    return "created" if topics and all(topic is not None and topic.is_new for topic in topics) else kind


def _so_does(clause: Clause) -> bool:
    """`... and so does FILE`."""
    return clause.tokens[0].text in ("does", "do", "is", "are", "has", "have", "did") and len(clause.tokens) < _SHORT


def _tells_state(clause: Clause) -> bool:
    """A present form, `is`, `has`, a past form of becoming, or no verb that is known."""
    if clause.denies() and not clause.has("anymore"):
        return False
    if clause.said & _IS or clause.has("became"):
        return True
    if clause.verb_at() < 0:
        return clause.tokens[0].tags.isdisjoint(_NO_SUBJECT) and not _only_lists(clause)
    return clause.at("present", "vs", "pass", "fail") > 0


def _only_lists(clause: Clause) -> bool:
    """`FILE, FILE and FILE`, `one error in FILE`."""
    is_code = all("code" in token.tags or len(token.text) < _WORD or token.text == "and" for token in clause.tokens)
    return is_code or clause.has("problem")


def _is_of_others(clause: Clause) -> bool:
    """Checks, acts of another kind, and what is said to be so without a change."""
    if clause.has(*_OTHER_ACTS, "more") or clause.says(*_DOUBTS) or _does_its_work(clause):
        return True
    return clause.has(*_CHECKS) and clause.has(*_ENDS)


def _does_its_work(clause: Clause) -> bool:
    """`the validation in FILE works`; but not `Money works on integers`."""
    at = clause.at("work")
    after = clause.tokens[at + 1].tags if 0 <= at < len(clause.tokens) - 1 else frozenset({"now"})
    return at >= 0 and "prep" not in after


def _kind_by(topic: Topic, weight: int, clause: Clause, said: Words) -> ClaimKind | None:
    if topic.is_deleted:
        return "deleted" if names(topic, said) else None
    if not said.paths and clause.has("again", "anymore"):
        return "fixed"
    if _is_quality(clause):
        return "fixed"
    if clause.has("now") and clause.has("be") and not is_exact(topic, said):
        return "edited" if _is_said_of_it(topic, clause) or weight >= _MUCH else None
    return "created" if topic.is_new and names(topic, said) else "edited"


def _is_quality(clause: Clause) -> bool:
    """`the spec is steady now`: one word that no list has, between `is` and `now`."""
    end = clause.tokens[-3:]
    return len(end) > 2 and end[0].text in ("is", "are") and not end[1].tags and end[2].text == "now"


def _is_said_of_it(topic: Topic, clause: Clause) -> bool:
    """`both messages are at debug level now`: what the predicate says is in the change's lines."""
    behind = clause.tokens[max(clause.at("be"), 0) :]
    return any(rooted(token.text) in topic.words for token in behind if is_word(token))
