"""How guesses, plans and statements about one place of the files are worded."""

import re

CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\"[^\"\n]*\"|“[^”\n]*”", re.DOTALL)

HEDGE = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|apparently|supposedly|allegedly|seemingly|likely|unlikely"
    r"|might|may (?:be|have|need|want|also)|could (?:be|have)|should probably|seems?|appears? (?:to|that)|looks like"
    r"|i (?:think|believe|guess|suspect|assume|suppose|wonder|feel|am not|'m not)|not (?:yet )?(?:sure|certain|clear)"
    r"|unsure|uncertain|unclear|no idea|as far as i (?:know|can)|if i (?:recall|remember)|iirc|afaik|imo"
    r"|vielleicht|vermutlich|wahrscheinlich|möglicherweise|anscheinend|ich (?:glaube|denke|vermute)|wohl"
    r"|peut-être|probablement|sans doute|il semble|je (?:pense|crois)"
    r"|quizás?|probablemente|tal vez|parece|creo que)\b",
    re.IGNORECASE,
)
PLAN = re.compile(
    r"\A\W*(?:todo|fixme|tbd|wip|xxx)\b|\b(?:todo|fixme|tbd|wip|xxx)(?=\s*(?:[:.)]|\Z))"
    r"|\A\W*(?:let me|let's|next,? i|now i|first,? i|i'?ll|i will|i am going to|i'm going to"
    r"|i need to|i should|i have to|i want to|we should (?:probably|check|look|try|investigate)|need to|plan is to"
    r"|next steps?\b|going to|trying to|still need)"
    r"|\b(?:to be (?:determined|decided|confirmed|checked|verified)|needs? (?:to be checked|checking|investigation"
    r"|further|more) "
    r"|i(?:'ll| will| need to| should| have to) (?:check|look|verify|investigate|try|fix|see|do|add|write)"
    r"|haven'?t (?:checked|verified|looked|tested))",
    re.IGNORECASE,
)

LONGEST_LOOKUP = 200
"""Characters of a sentence: a longer one says more than where something is."""

_PLACE = r"(?:`[^`\n]+`|(?:Make|Docker|Just|Proc|Gem|Pip)file|README|LICENSE|[\w.-]+/[\w./-]+|[\w-]+\.[a-z]{1,5})"
_NAMED = r"(?:`[^`\n]+`|[A-Za-z_]\w*(?:\.\w+)*(?:\(\))?)"
LOOKUP = (
    re.compile(
        rf"(?:there (?:is|are|exists?) )?(?:an? |the )?(?:\w+ )?(?:file|folder|directory|module|script|test)?s? ?"
        rf"(?:called |named |at |in |under )?{_PLACE} (?:exists?|is (?:there|present)|does not exist|is missing)",
        re.IGNORECASE,
    ),
    re.compile(rf"there (?:is|are|exists?) (?:an? |the )?{_PLACE}(?: (?:in|at|under) {_PLACE})?", re.IGNORECASE),
    re.compile(
        rf"(?:there (?:is|are|exists?) )(?:an? |the )?(?:\w+ ){{0,2}}(?:file|folder|directory|module|script)s? "
        rf"(?:called |named |at |in |under ){_PLACE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:the )?(?:\w+ ){{0,2}}{_NAMED}(?: \w+){{0,2}} (?:is|are|lives?|sits?|lies?|can be found|gets?) ?"
        rf"(?:defined|declared|located|implemented|found|placed|stored|kept|exported|imported)? "
        rf"(?:in|at|under|from|inside) {_PLACE}(?: (?:at |on )?line \d+|:\d+)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_PLACE}(?: \w+)? (?:defines|declares|contains|exports|implements|holds|has|imports) "
        rf"(?:an? |the )?(?:\w+ ){{0,2}}{_NAMED}(?: (?:function|class|method|constant|variable|module|type))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:the |this )?(?:project|repo(?:sitory)?|codebase|package|app|we)?\s*"
        rf"(?:uses?|depends on|requires?|pins?|has|is|is (?:built|written) (?:with|in)|runs on|targets?) "
        rf"(?:on )?(?:the )?(?:version )?{_NAMED}"
        rf"(?: (?:version |v)?[~^>=<v ]*\d+(?:\.[\dx*]+)*)?(?: as (?:an? )?(?:dev )?dependency)?"
        rf"(?: (?:in|from) {_PLACE})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:the )?(?:version of {_NAMED}|{_NAMED}(?:'s)? version|{_NAMED}) (?:is|is at|is pinned (?:to|at))"
        rf" (?:version )?[~^>=<v ]*\d+(?:\.[\dx*]+)+",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:the )?(?:\w+ ){{0,2}}(?:tests?|sources?|docs?|documentation|code|config(?:uration)?|scripts?|migrations?)"
        rf"(?: (?:files?|code))? (?:is|are|lives?|sits?) (?:located |kept |stored )?(?:in|at|under) {_PLACE}",
        re.IGNORECASE,
    ),
)
"""Statements of which the whole is answered by looking at one place: a path, a name, a manifest."""
