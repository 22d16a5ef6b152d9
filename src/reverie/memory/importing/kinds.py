"""Which kind of fact a statement is, and whether it is one at all: simple rules on its words, in this order.

reference    it is a link, or says where to find something and gives the address
procedure    it names a command to run, or is a row of numbered steps (decided where the steps are)
decision     "decided", "we chose", "agreed on", "went with", "switched to"
feedback     "corrected", "feedback", "complained", "next time"
preference   "prefers", "likes", "wants"; or it tells what to do: "always", "never", "use …", "don't …"
else what its nearest heading says ("Preferences", "Decisions", "Commands", "Links", …), else a fact
"""

import re

from reverie.memory.fact import Kind

_LOOKED_AT = 1_000
"""Characters: what it is shows at its beginning, and the patterns take longer than the text grows."""

_LINK = re.compile(r"\W*(?:\[[^\]\n]+\]\([^)\n]+\)|<?https?://\S+)", re.IGNORECASE)
_SEE = re.compile(
    r"\b(?:see|docs?|documentation|dashboards?|runbooks?|wiki|links?|tracked|tickets?|board|channel"
    r"|lives? at|found at)\b.*https?://",
    re.IGNORECASE | re.DOTALL,
)
_RUN = re.compile(
    r"\b(?:run|runs|execute|type|invoke|start|build|test|deploy|install|lint|format)\b[^.`]{0,60}`[^`\n]+`"
    r"|\A[^.`]{0,60}: *`[^`\n]+ [^`\n]+`\W*\Z"
    r"|\A\W*`[^`\n/.]+ [^`\n]+` *(?:[-–—:]|#) ",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:decided|decision|we chose|chosen|agreed (?:on|to|that)|settled on|(?:we|i) went with|switched (?:from|to)"
    r"|we (?:dropped|replaced|picked|standardi[sz]ed on))\b",
    re.IGNORECASE,
)
_FEEDBACK = re.compile(
    r"\b(?:corrected (?:me|us|the)|feedback|complained|pushed back|next time|was unhappy|told (?:me|us|the agent))\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:prefer(?:s|red|ences?)?|dis?likes?|(?:user|person|i|he|she|they) (?:likes?|wants?|hates?|loves?|expects?"
    r"|asks?|asked|needs?|requires?)|would rather|favou?rs?)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\A\W*(?:please |generally |by default,? |in this project,? )?(?:always|never|avoid|do not|don'?t|must|should|use"
    r"|keep|prefer|write|make sure|ensure|only|no|stick to|follow|put|ask|answer|respond|reply|commit|name)\b"
    r"|\b(?:always|never|must(?: not)?|should(?: not|n'?t)?) (?:be |use |run |write |commit |push |ask |add |keep )",
    re.IGNORECASE,
)
_BY_HEADING: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        re.compile(r"\bpreferences?\b|\bstyle\b|\bconventions?\b|\brules\b|\bdo'?s and don'?ts\b", re.IGNORECASE),
        "preference",
    ),
    (re.compile(r"\bdecisions?\b|\badrs?\b", re.IGNORECASE), "decision"),
    (re.compile(r"\bfeedback\b|\bcorrections?\b", re.IGNORECASE), "feedback"),
    (
        re.compile(r"\bcommands?\b|\bworkflows?\b|\bprocedures?\b|\bhow to\b|\bsteps\b|\brunbook\b", re.IGNORECASE),
        "procedure",
    ),
    (re.compile(r"\breferences?\b|\blinks?\b|\bresources\b|\bdocs\b", re.IGNORECASE), "reference"),
)
_SHELL = frozenset({"", "sh", "bash", "zsh", "shell", "console", "fish", "powershell", "ps1", "bat", "cmd", "make"})

_TO_THE_MODEL = re.compile(
    r"\A\W*(?:you are|you're|you must|you should|you will|act as|pretend|your (?:role|task|job|goal|purpose|mission)\b"
    r"|as an? (?:ai|assistant|expert|senior)"
    r"|ignore (?:all|any|previous|the above)|disregard|forget (?:all|everything))",
    re.IGNORECASE,
)
_ALSO_AN_ORDER = re.compile(
    r"\A\W*(?:always |never |please |only )*(?:respond|reply|answer|think step|remember to|make sure)\b", re.IGNORECASE
)


def kind_of(text: str, headings: tuple[str, ...] = ()) -> Kind:
    """The kind of a statement; `headings` are those above it, the nearest one last."""
    text = text[:_LOOKED_AT]
    if _LINK.match(text) or _SEE.search(text):
        return "reference"
    if _RUN.search(text):
        return "procedure"
    if _DECISION.search(text):
        return "decision"
    if _FEEDBACK.search(text):
        return "feedback"
    if _WISH.search(text) or _ORDER.search(text):
        return "preference"
    return next((kind for name in reversed(headings) for form, kind in _BY_HEADING if form.search(name)), "fact")


def kind_of_code(language: str, headings: tuple[str, ...]) -> Kind:
    """Of a code block with what says what it is."""
    return "procedure" if language.casefold() in _SHELL else kind_of("", headings)


def speaks_to_the_model(text: str, *, strictly: bool) -> bool:
    """Whether it tells a model who to be or what to do, and states nothing.

    `strictly` is for the words of others, of which no order counts; of a person's own, "answer in German" is a wish.
    """
    return bool(_TO_THE_MODEL.match(text) or (strictly and _ALSO_AN_ORDER.match(text)))
