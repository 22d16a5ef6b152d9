"""Words that turn what stands beside them: left out, they make a text say something that nobody said."""

import re

_NEGATION = """
no nope not never none nobody nothing cannot without except unless only but however although though instead rather or
nor stop avoid against wrong false bad forbidden wait scratch nevermind mind actually sorry mean meant oops undo revert
cancel ignore forget disregard hate refuse disagree nonsense right lol sarcasm
dont cant wont doesnt didnt isnt arent wasnt shouldnt mustnt
nicht nein nie niemals kein keine keinen keiner ohne außer nur aber sondern statt oder obwohl doch
ne pas non jamais aucun aucune sans sauf seulement mais plutôt ou
nunca ningún ninguna sin excepto solo pero sino tampoco mentira
"""
_CONDITION = """
if when whenever until while once after before where assuming suppose imagine pretend today tomorrow now temporarily
wenn falls sobald bevor nachdem solange
si quand lorsque avant après pendant
cuando mientras antes después aunque
"""
_DOUBT = """
maybe perhaps might could would probably possibly likely think guess believe suspect wonder unsure seems wish hope
joking kidding joke hypothetically used formerly previously todo tbd decide
vielleicht wohl könnte würde glaube denke vermute früher
peut-être pense crois semble
quizás quizá creo parece
"""
_REPORT = """
says say said saying wrote writes claims claimed according told tells suggests suggested recommends recommended insists
insisted demands demanded advises advised argues argued
sagt sagte laut schreibt schrieb behauptet empfiehlt
dit disait selon écrit recommande
dice dijo según escribe recomienda
"""
_OTHERS = """
he she they him her them his their theirs it its someone somebody everybody wants wanted thinks
boss colleague vendor customer mr mrs dr
er sie ihr ihre jemand chef
il elle ils elles
él ella ellos
"""
_MATERIAL = """
this these that those what how why which who here below above following text email mail page site article manual tip
advice document doc docs log logs output message comment issue ticket readme website blog post snippet prompt example eg
instructions written states stated reads quote quoted quotes quoting asks asked called titled copied pasted paste found
got cite cites citing citation received review summarize summarise translate explain analyze analyse rephrase rewrite
proofread vs cf etc
beispiel folgende folgenden übersetze erkläre fasse
exemple suivant suivante traduis explique résume
ejemplo siguiente traduce explica resume
"""
_GIVES = """
summarize summarise translate explain analyze analyse rephrase proofread
übersetze erkläre
traduis explique résume
traduce explica resume
"""
_BEGINS = """
i i'm i've we we're we've my our
add build bump change check clean commit continue create debug deploy extend finish fix format implement
improve install lint make merge migrate move open port push refactor release rename run set show sort split start test
update upgrade use write
ich wir mein meine unser unsere je nous mon ma notre yo nosotros mi nuestro
"""
_SAYING_NOTHING = """
a an the please kindly i we you me us my our your it its is are am be do does to and so just also ok okay hey hi
hello thanks thank user person human
der die das den dem ein eine einen bitte ich wir du mein meine unser unsere dein deine ist sind und zu dass
le la les un une je nous tu vous mon ma notre votre est et que
el los las una yo nosotros mi nuestro es y
"""

REPORT = frozenset(_REPORT.split())
"""What says that others said it."""

MATERIAL = frozenset(_MATERIAL.split())
"""What says that a text is given as material, not as a wish."""

TURNING = REPORT.union(MATERIAL, *(each.split() for each in (_NEGATION, _CONDITION, _DOUBT, _OTHERS)))

GIVES = frozenset(_GIVES.split())
"""A sentence that begins so is about a text that stands beside it."""

BEGINS = frozenset(_BEGINS.split())
"""How a sentence begins that is surely the person's own, a request or of themselves, and not about another's words."""

_FILLING = frozenset(_SAYING_NOTHING.split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"\w(?:[\w.+#/@:'’-]*\w)?[+#]*")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order; "not" for each that ends in "n't"."""
    words = (re.sub("[’ʼ]", "'", word) for word in _WORD.findall(text.casefold()))
    return ["not" if word.endswith("n't") else word for word in words]


def named_in(text: str) -> frozenset[str]:
    """What a text is about: its words without those that say nothing of it."""
    return frozenset(_NAME.findall(text.casefold())) - TURNING - _FILLING
