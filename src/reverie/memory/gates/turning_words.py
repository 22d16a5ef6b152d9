"""Words that turn what a sentence means: left out, they make it say something that nobody said."""

_NEGATION = """
no not never none nobody nothing without except unless only but however although though instead rather or nor
stop avoid against wrong false
nicht nie niemals kein keine keinen keiner ohne außer nur aber sondern statt oder obwohl
ne pas jamais aucun aucune sans sauf seulement mais plutôt ou
nunca ningún ninguna sin excepto solo pero sino tampoco
"""
_CONDITION = """
if when whenever until while once after before where assuming suppose imagine pretend
wenn falls sobald bevor nachdem solange
si quand lorsque avant après pendant
cuando mientras antes después aunque
"""
_DOUBT = """
maybe perhaps might could would probably possibly likely think guess believe suspect wonder unsure seems wish joking
kidding hypothetically used formerly previously
vielleicht wohl könnte würde glaube denke vermute früher
peut-être pense crois semble
quizás quizá creo parece
"""
_REPORT = """
says say said wrote writes written claims claimed according tells told states stated suggests suggested recommends
recommended reads quote quoted quotes asks asked example eg called titled copied pasted
sagt sagte laut schreibt schrieb behauptet empfiehlt beispiel
dit disait selon écrit recommande exemple
dice dijo según escribe recomienda ejemplo
"""
_MATERIAL = """
this these what how why which who following below text email mail page article document doc docs log logs output message
comment issue ticket readme
website blog post snippet prompt instructions review summarize summarise translate explain analyze analyse rephrase
rewrite fix
folgende folgenden übersetze erkläre fasse
suivant suivante traduis explique résume
siguiente traduce explica resume
"""

TURNING = frozenset(" ".join((_NEGATION, _CONDITION, _DOUBT, _REPORT, _MATERIAL)).split())
"""Negation, conditions, doubt, other people's words, and what says that a text is given as material, not as a wish."""

_COURTESY = """
a an the please kindly i we you me us my our your it its is are am be do does to that and so just also ok okay hey hi
hello thanks thank user person human
der die das den dem ein eine einen bitte ich wir du mein meine unser unsere dein deine ist sind und zu dass
le la les un une je nous tu vous mon ma notre votre est et que
el los las una yo nosotros mi nuestro tu es y que
"""
IGNORED = frozenset(_COURTESY.split())
"""Words that a sentence keeps its meaning without: not "they", because others are then meant."""

REASONS = frozenset({"because", "since", "weil", "denn", "parce", "car", "porque"})
"""A clause that begins so may be left out."""

OPENERS = frozenset({"remember", "note", "fyi", "btw", "generally", "henceforth", "merke", "remarque", "recuerda"})
"""A sentence may begin so and mean what follows."""
