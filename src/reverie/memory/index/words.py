"""The words of a text that tell it from others."""

import re
import unicodedata

_WORD = re.compile(r"\w+", re.UNICODE)
_FEWEST_CHARACTERS = 2
_STOP = """
a about above after again all also always an and any are as at be because been before being below between both but by
can cannot could did do does doing done down during each else even ever every few for from further get gets got had
has have having he her here hers him his how i if in into is it its itself just let like made make makes many may me
might more most much must my need needs never new no nor not now of off on once one only or other our out over own
per put same set she should so some still such take than that the their them then there these they this those through
to too two under until up upon us use used uses using very via was way we well were what when where which while who
whom whose why will with within without would yes yet you your
"""
STOP = frozenset(_STOP.split())


def words_of(text: str) -> list[str]:
    """Words in the order of the text, case-folded, without those that say nothing on their own."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [word for word in _WORD.findall(folded) if len(word) >= _FEWEST_CHARACTERS and word not in STOP]
