"""The words that tell a rule from a task: English, German, French, Spanish, Italian, Dutch, and the plainest ones in
Russian, Chinese and Japanese. Each pattern is one kind of sign; `rule_sentence` says how they count together.
"""

import re


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE | re.VERBOSE)


def _start(pattern: str) -> re.Pattern[str]:
    polite = (
        r"(?:(?:please|pls|and|but|so|also|bitte|und|s['’]il\s+(?:te|vous)\s+pla[iî]t|merci\s+de|por\s+favor|"
        r"per\s+favore|graag)[,\s]+)*"
    )
    return re.compile(rf"{polite}(?:{pattern})(?:(?<=\s)|(?!\w))", re.IGNORECASE | re.VERBOSE)


STANDING = _words(
    r"""
    always | never | must(?:n['’]t)? | do\s+not | don['’]?t | from\s+(?:now|here)\s+on | in\s+(?:the\s+)?future |
    under\s+no\s+circumstances | at\s+all\s+times | without\s+exception | make\s+sure | be\s+sure\s+to | prefer |
    forbidden | prohibited | not\s+allowed | should(?:n['’]t)? | shall | avoid | stick\s+to | may\s+not |
    use\b.{1,200}\bnot | remember\s+(?:to|that) | keep\s+in\s+mind | (?:every|each)\s+time | whenever | by\s+default |
    refrain | cannot | whatever\s+(?:you\s+do|happens) | off[-\s]limits | read-only\s+for\s+you | (?:nothing|nobody|
    no\s+one)\s+(?:goes|gets|may|should|is\s+to) |
    not\s+(?:from|into|to|in|on|with|by|via|at)\s+\w+ | vorher\s+bescheid | you\s+(?:have|need)\s+to | hands\s+off |
    as\s+a\s+rule | without\s+asking | ask\s+first |
    immer | nie | niemals | muss(?:t|en)? | müsst | darf(?:st)?\s+(?:nicht|kein\w*|nur) | dürfen\s+(?:nicht|nur) |
    ab\s+(?:jetzt|sofort) | auf\s+keinen\s+fall | stets | soll(?:st|en|te|ten)? | bitte\s+nicht | vermeide\w* |
    bevorzug\w+ | verboten | künftig | in\s+zukunft | grundsätzlich | finger\s+weg | standardmäßig | generell |
    toujours | jamais | dois | doit | doivent | devez | il\s+(?:ne\s+)?faut | désormais | dorénavant | interdit\w* |
    évite[rz]? | préfère[rz]? | à\s+partir\s+de\s+maintenant | à\s+l['’]avenir | par\s+défaut |
    siempre | nunca | jamás | debe[sn]? | debéis | hay\s+que | a\s+partir\s+de\s+ahora | de\s+ahora\s+en\s+adelante |
    prohibido | evita[r]? | prefier[eo] | en\s+el\s+futuro | por\s+defecto |
    sempre | mai | dev[ie] | devono | bisogna | d['’]ora\s+in\s+poi | vietato | evitare | preferisci |
    altijd | nooit | moet(?:en)? | mag\s+niet | mogen\s+niet | voortaan | vanaf\s+nu | vermijd | verboden | standaard |
    всегда | никогда | нельзя | должн\w+ | обязательно | запрещ\w+ | отныне | впредь | избегай\w*
    """
)
"""Says of itself that it holds for longer than one task."""
STANDING_CJK = re.compile(
    r"总是|永远|不要|不准|不得|禁止|必须|务必|一律|每次|每个|始终|请勿|切勿|以后|今后都|从现在起|避免|之前先|前先|前都?要|不许"
    r"|必ず|常に|絶対に|毎回|ないで(?:ください|下さい)?[。.!！]?$|は.{1,20}にして(?:ください|下さい)|てはいけ|ではいけ|禁じ|今後は|以後|すべての|全ての|(?:する|の|い)こと[。.!！]?$"
)
FORBIDS = _start(
    r"""
    (?:no|not)\s+(?!need|idea|problem|worries|wonder|way|hurry|rush|luck|clue|longer|one|yet|sure|bad|really|that|the|
        i|it|you|we|funciona\w*|entiend\w+|hay|s[eé]|es|est[aá]\w*|puedo|veo|me|se|lo\s+sé|pasa|importa|tengo|creo)\w+ |
    stop\s+\w+ing | leave\s+.{1,80}\s+alone | stay\s+(?:out|away) | keep\s+(?:out|away) | nothing\s+(?:but|without) |
    kein\w* | nicht | nur | lass\w*\s+.{1,80}\s+in\s+ruhe | lass\s+die\s+finger | hör\s+auf |
    (?:ne|n['’])\s*\w+(?:[-\s]\w+)?\s+(?:pas|plus|rien|aucun\w*) | ne\s+pas | pas\s+d(?:e|['’]) | arrête |
    laisse[rz]?\s+.{1,80}\s+tranquille | nada\s+de | deja\s+de | smetti\s+di | niente | nessun\w* | basta\s+\w+re |
    non\s+(?:\w+re|\w+r[lsn][oiae])\b | geen | niet | laat\s+.{1,80}\s+met\s+rust | blijf\s+(?:van|uit) | stop\s+met |
    не\s+\w+(?:й|йте|ь|ьте|и|ите)
    """
)
"""Begins as a prohibition, which holds until it is lifted."""
ASKS_FIRST = _words(
    r"""
    (?:ask|check\s+with|consult|tell|confirm\s+with|warn)\s+(?:me\s+)?(?:\w+\s+)?(?:first|before|when|if|whenever|
    prior) |
    frag\w*\b.{0,60}\b(?:vor|bevor|vorher|erst|zuerst|wenn) | (?:demande|consulte|
    préviens)\w*(?:-moi)?\b.{0,60}\bavant |
    (?:preg[uú]nta|cons[uú]lta|av[ií]sa)\w*\b.{0,60}\bantes | (?:chiedi|avvisa)\w*\b.{0,60}\bprima |
    vraag\b.{0,60}\b(?:eerst|voor|voordat) | спрашивай\w* | спроси\w*\b.{0,60}\bпрежде
    """
)
BEFORE_OR_AFTER = _words(
    r"""
    (?:before|after|when|while|until|prior\s+to)\s+(?:you|each|every|any|all|in\s+doubt|commits?|\w+ing) |
    (?:vor|nach|bei)\s+jede[mrn] | bevor\s+du | sobald\s+du | im\s+zweifel |
    (?:avant|après|à)\s+chaque | avant\s+de\s+(?:valider|pousser|commit\w*) | (?:antes|después)\s+de\s+cada |
    antes\s+de\s+(?:hacer|subir|confirmar) | (?:prima\s+di|dopo)\s+(?:ogni|fare) | (?:voor|na|bij)\s+(?:elke?|iedere?) |
    voordat\s+je | (?:перед|после)\s+кажд\w+ | перед\s+коммит\w+
    """
)
EACH = _words(
    r"""
    every(?!\s+one\s+of) | each | any(?!\s+(?:idea|news|more|way)) | anything\s+(?:in|under|below|that) | per |
    everywhere | throughout | (?:in|for|on|to)\s+all |
    jede[rsnm]? | pro | überall | chaque | partout | (?:dans|pour)\s+tou(?:s|tes) |
    cada | en\s+todas?\s+partes | ogni | ovunque | elke? | iedere? | overal | кажд\w+ | везде
    """
)
ALL_ARE = _start(
    r"""
    (?:all|every|any|each|anything|everything|alle|sämtliche|jede[rs]?|tou(?:s|tes)\s+les|chaque|tod[oa]s\s+l[oa]s|cada|
    tutt[ie]\s+(?:i|gli|le)|ogni|elke?|iedere?|все|кажд\w+)\s+(?!of\b|one\b|right\b|good\b|done\b|is\b)\w+
    """
)
"""Begins by speaking of all things of a kind."""
PLURAL_ARE = re.compile(
    r"""(?!(?:thanks|yes|this|its|his|does|is|was|has|us|tests?)\s)
    (?:[\w-]+\s+){0,2}[\w-]*[a-rt-z]s\s+
    (?:are|have|live|go|start|begin|end|use|get|belong|stay|take|come|follow|return|raise|describe|contain|carry|sit|
    remain|keep|look|read|depend|import|inherit|need|do\s+not|say|stop|run|in|under|only)\s+(?!to\s+be\s+fixed)\w+
    | tests\s+(?:live|go|use|belong|sit|have|get|stay|come|run\s+(?:in|under|with))\s""",
    re.IGNORECASE | re.VERBOSE,
)
"""Begins by speaking of things in the plural, without an article."""
STYLE = _words(
    r"""
    tabs? | spaces | indent\w* | snake_case | camelcase | pascalcase | kebab-case | (?:single|double)\s+quotes |
    docstrings? | type\s+(?:hints?|annotations?) | annotat(?:ed|e|ions?) | comments? | commit\s+messages? |
    imperative\s+mood | line\s+length | semicolons? | trailing\s+commas? | iso\s*8601 | utc | cents | pep\s*8 |
    conventional\s+commits | spelling | (?:variable|function|class|test|branch|file)\s+names? | variablennamen |
    noms\s+de\s+variables? | nombres\s+de\s+variables? |
    reviewers? | abbreviations | pythonic | oxford\s+comma | title\s+case | lower[-\s]?case | past\s+tense |
    einrück\w* | leerzeichen | anführungszeichen | kommentare? | typ(?:en|annotationen) | commit-nachrichten | cent |
    tabulations? | guillemets | commentaires? | messages?\s+de\s+commit | centimes | annotations? |
    tabulador\w* | espacios | comillas | sangr\w+ | comentarios | anotaciones | céntimos | centavos |
    mensajes\s+de\s+commit |
    spazi | virgolette | commenti | annotazioni | centesimi |
    spaties | inspring\w* | aanhalingstekens | commentaar | centen | табуляц\w+ | комментари\w+ | отступ\w*
    """
)
LANGUAGE = re.compile(
    r"""(?<!\w)(?:
    in\s+(?:\w+\s+)?(?:english|german|french|spanish|italian|dutch|russian|chinese|japanese|portuguese|polish) |
    (?:in|het)\s+(?:het\s+)?(?:engels|nederlands|duits|frans|spaans) |
    (?:auf|in)\s+(?:englisch|deutsch|französisch|spanisch|italienisch|niederländisch|russisch) |
    en\s+(?:anglais|français|allemand|espagnol|italien|néerlandais|inglés|español|alemán|francés|italiano) |
    in\s+(?:inglese|italiano|tedesco|francese|spagnolo) |
    по-(?:русски|английски|немецки) | на\s+(?:русском|английском|немецком)
    )(?!\w) |
    write\s+(?:american|british)\s+english |
    用(?:中文|英文|英语|汉语|日语|日文|德语) | (?:中文|英文)(?:写|回答) | (?:日本語|英語|中国語|ドイツ語)で""",
    re.IGNORECASE | re.VERBOSE,
)
BOUND = _words(
    r"""
    (?:at\s+(?:most|least)|max(?:imum|\.)?|(?:no|not)\s+more\s+than|(?:fewer|less|shorter)\s+than|under|up\s+to|
    within|below|
    höchstens|maximal|mindestens|unter|au\s+(?:plus|maximum)|moins\s+de|como\s+máximo|menos\s+de|al\s+massimo|meno\s+di|
    hoogstens|maximaal|не\s+более)
    \s+\w+\s+(?:lines?|characters?|chars|columns?|sentences?|words?|paragraphs?|zeilen|zeichen|sätzen?|wörter|lignes|
    caractères|phrases|mots|líneas|caracteres|frases|palabras|righe|caratteri|frasi|parole|regels|tekens|zinnen|woorden|
    строк|символов|предложений) |
    \w+\s+(?:lines?|characters?|sentences?|words?|sätzen?|phrases|frases|frasi|zinnen)\s+(?:at\s+most|max(?:imum)?|
    or\s+(?:less|fewer))
    """
)
WE_DO = _start(
    r"""
    we\s+(?:always|never|only|do\s+not|don['’]t|use|write|prefer|keep|name|format|indent|commit|release|deploy|follow|
    support|target|store|log|avoid|document|count|measure|speak|stick)\b | wir\s+(?:verwenden|nutzen|schreiben|
    benutzen) |
    (?:nous|on)\s+(?:utilisons|écrivons|utilise|écrit) | (?:usamos|escribimos|usiamo|scriviamo) | we\s+gebruiken |
    мы\s+(?:используем|пишем)
    """
)
WANTS = _start(
    r"""
    (?:i|we)(?:['’]d|\s+would)?\s+(?:always\s+|never\s+|don['’]t\s+|do\s+not\s+|only\s+)?
        (?:want|like|expect|prefer|insist|need|hate|dislike) |
    ich\s+(?:will|möchte|hätte\s+gern\w*|bevorzuge|erwarte) | je\s+(?:veux|voudrais|préfère) | (?:quiero|prefiero) |
    (?:voglio|vorrei|preferisco) | ik\s+wil | я\s+хочу
    """
)
MANNER = _start(
    r"""
    (?:answer|reply|respond|speak|talk|write\s+(?:back|briefly))(?!\s+(?:my|the|this|that|to|these|all|him|her|it)\b) |
    use(?!\s+(?:the|this|that|these|those|it|them|both|mine|option|yours|a|an|my)\b)\s |
    keep(?!\s+(?:going|it|this|that|these|those|the|trying|on|both|up|at|looking|working)\b)\s+\w+ |
    keep\s+the\s+(?:api|public|diff|changes|code|commits?|tests?) |
    (?:write|name|put|place|format|mark|document|sort|quote|group|store|prefix|validate|wrap|annotate|mock|squash|log|
        throw|raise|spell|express|measure|report)\s+
        (?!tests\s+for|this|its|us|is)(?:(?:new|public|private|long|short|small|unit|all|our|your|error|
        test)\s+)*[\w-]+s\b(?!\s+for\s+the) |
    run\s+(?:the\s+)?[\w-]+\s+(?:through|via|using) |
    (?:nimm|verwende|nutze|benutze|behalte|utilise[rz]?|usa(?:d|te)?|mantén|usar|usare|gebruik|используй\w*)\s |
    (?:antworte|schreib\w*|réponds|répondez|écri[st]|écrivez|responde|escribe|rispondi|scrivi|antwoord|schrijf|отвечай|
        пиши)\s+(?!mir|une?\b|eine|den|das|la\b|le\b|l['’]|una\b|un\b|il\b|het|een|de\b|auf\s+(?:die|meine)|à\s)
    """
)
"""An order about how things are done, not about one thing."""
IN_GENERAL = _start(
    r"""
    be\s+(?!right|careful\s+with\s+(?:this|that)|there|back|done)\w+ | (?:for|in|with|on)\s+[\w-]+,?\s+(?:use|write|
    prefer|take|give|put|name|keep)\s |
    (?:if|when|wherever)\s+(?:an?|any|you)\s.{2,80},\s*(?!it\b|the\b|nothing\b|i\b)\w+ | mind\s+the\s+\w+ |
    (?:pin|squash|rebase|label|mark|inject|freeze|escape|quote|tag|sign|cite|cap|round|hide|mask|batch|lock|guard|treat|
        declare|define|isolate|separate|initiali[sz]e|catch|handle|respect|follow|obey|honou?r|assume)\s+(?!the\b|
        this\b|that\b|it\b|my\b|an?\b)[\w-]+ |
    [\w-]+s\s+(?:go|goes|gehören|kommen|heißen|gehen)\s+(?:to|into|in|under|nach|ins?|auf|wie)\s |
    \w+\s+gehören\s+(?:nach|ins?|in|unter)\s |
    keep\s+the\s+\w+s\s+\w+ | every\s |
    (?:les|las|los|i|gli|le|die|de)\s.{2,60}\s(?:sont|van|son|sono|vanno|sind|gehören|kommen|staan)\s+(?:en|in|auf|
    nach|à|dans)\s
    """
)
"""Begins as a thing that is so in general."""
CONDITION = re.compile(
    r"(?:when(?:ever)?|if|wherever|unless|in\s+doubt|wenn|falls|im\s+zweifel|si|quand|cuando|se|quando|als|wanneer)\b"
    r"(?!\s+(?:i|it|this|that|ich|das|es|je|ça|esto)\b)[^,]{2,120},\s*(?P<then>\w+)",
    re.IGNORECASE,
)
ONLY = _words(
    r"""
    only | instead\s+of | rather\s+than | required | no\s+longer | unless | except |
    statt | anstatt | anstelle | lieber | ausschließlich | uniquement | seulement | au\s+lieu\s+de? | plutôt\s+que |
    sauf |
    sólo | solo | solamente | únicamente | en\s+lugar\s+de | en\s+vez\s+de | salvo | invece\s+di | soltanto | tranne |
    alleen | in\s+plaats\s+van | behalve | только | вместо
    """
)
"""Limits; a rule in an order, mostly a report elsewhere."""
