"""Whether one sentence of a person is a rule: something that holds for what comes later, not for one task.

A rule that is lost costs the person more than a sentence kept for nothing, but what is kept costs tokens for ever: so
what says that it lasts counts whatever it is about, and other orders only without one thing that they are about.
"""

import re

from .rule_words import (
    ALL_ARE,
    ASKS_FIRST,
    BEFORE_OR_AFTER,
    BOUND,
    CONDITION,
    EACH,
    FORBIDS,
    IN_GENERAL,
    LANGUAGE,
    MANNER,
    ONLY,
    PLURAL_ARE,
    STANDING,
    STANDING_CJK,
    STYLE,
    WANTS,
    WE_DO,
)

NO_ORDER = re.compile(
    r"""(?:
    the|an?|this|that|these|those|its?|i|we|you|he|she|they|there|here|what|why|how|when|where|who|which|is|are|was|
    were|
    am|in|on|at|and|or|but|yes|ok|okay|done|nothing|der|die|das|eine?|ich|wir|es|sie|er|hier|da|was|warum|wie|und|oder|
    les?|la|une?|je|nous|vous|ils?|elle|ici|cette|ce|et|ou|el|los|las|una|yo|nosotros|ellos|esto|y|o|lo|gli|io|noi|
    questo|de|het|een|ik|wij|hij|zij|dit|я|он|она|это|мы
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A first word that no order begins with."""
_QUESTION = re.compile(
    r"""[?？؟]["'”’»)\]\s]*$ | ^\W*¿ |
    ^(?:why|warum|wieso|weshalb|pourquoi|waarom|почему|为什么|なぜ)(?!\w) |
    ^(?:what|how|where|which|who)\s+(?:should|must|do|does|is|are|can|did|was|would)\b |
    ^(?:should|shall|must|does|did|is|are|do)\s+(?:i|we|you|it|this|that)\b |
    (?:吗|呢|ですか|ますか)[。.]?$""",
    re.IGNORECASE | re.VERBOSE,
)
_CHAT = re.compile(
    r"""(?:(?:oh|ok|well|and|but),?\s+)?(?:never\s*mind | (?:don['’]?t|do\s+not)\s+(?:worry|bother|mind|know|think|
    understand|see) |
    as\s+always | nie\s+und\s+nimmer | no\s+(?:problem|idea|worries|way|need|hurry|rush)|thank|danke|merci\b(?!\s+de)|
    gracias|
    grazie|dank\s+je|спасибо)""",
    re.IGNORECASE | re.VERBOSE,
)
_HAPPENS = (
    r"(?:fail|crash|hang|work|pass|happen|break|broke|die|freeze|flicker|appear|stop|time|end|get|give|show|return|need|"
    r"load|open|start|respond|update|change)\w*"
)
_REPORT = re.compile(
    rf"""
    (?:(?:and|but|so|well|yes|ok|oh|no|sorry|hm+),?\s+)?(?:
    i\s+(?:\w+\s+)?(?:always|never|only|cannot|can['’]?t|could\w*|must|have\s+to|had|don['’]?t|do\s+not|did\w*|should)\b
        (?!\s+(?:want|like|accept|insist)) |
    we\s+(?:\w+\s+)?(?:had|did\w*|were|have\s+to|should\s+have|must\s+have|cannot|can['’]?t|\w+ed)\b |
    (?:it|this|that|he|she|they|everything|nothing|something)\s+(?:\w+\s+)?(?:always|never|only|cannot|
    can['’]?t)\s+(?!be\b)\w+ |
    (?:the|an?|my|our|this|that|some|one)\s.{{0,60}}\b(?:always|never|only|cannot)\s+{_HAPPENS}\b |
    .{{0,60}}\bshould(?:n['’]t|\s+not)?\s+(?:work|fail|pass|have\s+\w+|be\s+(?:fixed|fine|ok|okay|there|done|gone|
    good))\b |
    .{{0,60}}\bmust\s+(?:have|be\s+(?:a|an|the|some))\b | there\s+(?:should|must)\s+be\s+an?\b |
    .{{0,80}}\b(?:shouldn['’]t|must\s+not|never)\b.{{0,60}}\bbut\s+(?:it|they|he|she|does|still|now|i)\b |
    (?:ich|es|das|er|sie|dies\w*|hier)\s+(?!will|möchte|hätte)\w+\b.{{0,60}}\b(?:immer|nie|nur|nicht|kein\w*|muss)\b |
    ich\s+muss |
    (?:der|die|das|es|mein\w*)\s.{{0,60}}\bimmer\s+noch\b | (?:der|die|das|
    es)\s+\w+\s+\w+(?:\s+\w+)?\s+nicht(?:\s+mehr)?[.!]*$ |
    (?:je\s|j['’]|ça\s|cela\s|c['’]est\s)(?!veux|voudrais|préfère).{{0,60}} | il\s+ne\s+(?!faut)\w+ |
    (?:siempre|nunca|nunca\s+me|sempre|non\s+mai)\s+(?:falla|pasa|funciona|sale|da|fallisce|succede)\w* |
    (?:yo|esto|eso|io|questo)\s.{{0,60}} | (?:ik|het|dit|dat)\s+(?!wil|mag|moet)\w+.{{0,60}} |
    (?:я|он|она|оно|это)\s.{{0,60}}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Begins by telling how something is or went."""
_STATE = re.compile(
    r"""(?<!\w)(?:
    (?:am|is|are|were|was)\s+(?:\w+\s+)?(?:failing|broken|red|green|slow|missing|gone|fine|flaky|passing|done|good|
    great|
    wrong|here|there|ready|fixed|back|ok|okay|still|now|again|not|in\s+the\s+way|up) | (?:again|now|yesterday|
    today)[.!]*$ |
    (?:all|every)\s+tests?\s+(?:pass|fail)\w* | grün|rot|kaputt|fertig|fehlgeschlagen|passent|échouent|pasan|fallan
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_TASK = re.compile(
    r"""(?:(?:please|pls|now|then|and|also|bitte|jetzt)[,\s]+)*(?:
    fix|check|list|find|show|rename|remove|delete|go|look|count|print|convert|generate|tell|explain|rerun|re-run|
    run\s+all|
    run\s+every|replace|change|undo|revert|translate|move|merge|create|make\s+a|try|open|close|bump|update|search|
    compare|
    let['’]?s|do|build|add\s+an?(?!\s+(?:test|docstring|comment|note|line)\b.{1,40}\b(?:every|each|all)\b)|
    behebe|benenne|zeig\w*|entferne|lösche|füge|schau|erstelle|ändere|
    corrige|renomme|supprime|montre|ajoute|regarde|crée|change|arregla|renombra|borra|muestra|añade|mira|crea|cambia|
    correggi|rinomina|rimuovi|mostra|aggiungi|guarda|cambia|hernoem|verwijder|toon|voeg|kijk|maak|los|
    добавь|исправь|удали|покажи|переименуй|создай
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Begins as a task that is done once."""
_ONE_THING = re.compile(
    r"""(?<![\w.])(?!(?:snake_case|e\.g|i\.e)\b)(?:
    [\w/-]*\w\.(?!com\b)\w{1,5}(?![\w.]) | \w+/\w+[\w/]* | [a-z]\w*_\w+ | (?-i:[a-z]+[A-Z]\w+)(?<!camelCase) | \w+\( |
    this|that|it|these|those|again|line\s+\d+|section\s+\d+ |
    the\s+(?:bug|error|fix|helper|first|second|third|last|next|other|previous|current|following|button|one|ones|entry|
        issue|ticket|problem|result|log|page|thing|rest) |
    dies\w*|diese|hier|den\s+fehler|celui|ceci|cette|este|esta|eso|questo|questa|quello|deze
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_A_COMMAND = re.compile(r"`[^`]*`")


def is_rule(sentence: str) -> bool:
    """Whether it would be a loss to forget the sentence once the task at hand is done."""
    text = sentence.strip().lstrip("*_\"'“”„«(").strip()
    if not text or _QUESTION.search(text) or _CHAT.match(text):
        return False
    if _is_report(text):
        return False
    if STANDING.search(text) or STANDING_CJK.search(text) or FORBIDS.match(text) or ASKS_FIRST.search(text):
        return True
    if IN_GENERAL.match(text):
        return True
    if _STATE.search(text):
        return False
    return _speaks_of_all(text) or _orders_a_manner(text)


def _is_report(text: str) -> bool:
    return _REPORT.match(text) is not None and WANTS.match(text) is None


def _speaks_of_all(text: str) -> bool:
    """Statements and wishes about all things of a kind, whichever they name."""
    if ALL_ARE.match(text) or WE_DO.match(text) or (PLURAL_ARE.match(text) and not _begins_as_no_order(text)):
        return True
    if WANTS.match(text):
        return bool(EACH.search(text) or STYLE.search(text) or BOUND.search(text))
    return False


def _orders_a_manner(text: str) -> bool:
    """Orders that are not about one thing."""
    if _ONE_THING.search(text) or _begins_as_no_order(text):
        return False
    condition = CONDITION.match(text)
    if BEFORE_OR_AFTER.search(text) or (condition and not NO_ORDER.match(condition["then"])):
        return True
    if _TASK.match(text):
        return False
    return bool(MANNER.match(text) or any(sign.search(text) for sign in (EACH, STYLE, LANGUAGE, BOUND, ONLY)))


def _begins_as_no_order(text: str) -> bool:
    first = text.split()[0].strip("*_`\"'“”,.:;")
    return NO_ORDER.match(first) is not None and not BEFORE_OR_AFTER.match(text) and not CONDITION.match(text)
