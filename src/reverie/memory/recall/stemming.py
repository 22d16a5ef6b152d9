"""English words without their endings, so that `baking`, `baked` and `bakes` meet. Other languages keep theirs."""

import re
from functools import lru_cache

_IRREGULAR = {
    form: verb
    for verb, forms in {
        "be": "been",
        "become": "became",
        "begin": "began begun",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "child": "children",
        "choose": "chose chosen",
        "come": "came",
        "draw": "drew drawn",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "fly": "flew flown",
        "foot": "feet",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hear": "heard",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "learn": "learnt",
        "leave": "left",
        "lend": "lent",
        "lose": "lost",
        "man": "men",
        "meet": "met",
        "pay": "paid",
        "person": "people",
        "ride": "rode ridden",
        "ring": "rang rung",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "sell": "sold",
        "send": "sent",
        "shoot": "shot",
        "sing": "sang sung",
        "sit": "sat",
        "sleep": "slept",
        "speak": "spoke spoken",
        "spend": "spent",
        "stand": "stood",
        "steal": "stole stolen",
        "swim": "swam swum",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "understand": "understood",
        "wake": "woke woken",
        "wear": "wore worn",
        "win": "won",
        "woman": "women",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
_VOWEL = re.compile(r"[aeiouy]")
_FEWEST = 3
"""Letters that are left of a word."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word in lower case without its endings. Not a word of a dictionary: `cooking` is `cook`, `baking` is `bak`."""
    if not word.isascii() or not word.isalpha() or len(word) <= _FEWEST:
        return _IRREGULAR.get(word, word)
    word = _without_plural(_IRREGULAR.get(word, word))
    for ending in ("ingly", "edly", "ing", "ed", "ion"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _FEWEST and _VOWEL.search(rest) and (ending != "ion" or rest[-1] in "ts"):
            word = _undoubled(rest)
            break
    if len(word) > _FEWEST and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > _FEWEST and word.endswith("y") and word[-2] not in "aeiou" else word


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > _FEWEST + 1:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > _FEWEST and word[-1] == word[-2] and word[-1] not in "lsz" else word
