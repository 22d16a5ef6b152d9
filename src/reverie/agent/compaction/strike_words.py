"""The words of which a sentence of an account is taken out, by kind, and those by which its language is known."""

import re


def _stems(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE | re.VERBOSE)


FORBIDDEN_KINDS = {
    "rules": _stems(
        r"""
        (?:rule|regul(?:ation|a[sd]e)?|polic(?:y|ies)|constraint|restrict|prohibit|ban(?:s|ned|ning)?|convention|guideline|
        requirement|mandat|instruct|obligat|regel|règle|regla|regola|regras?|instrucc|istruz|anweisung|vorgabe|vorschrift|
        consigne|voorschrift|zasad|reguł)(?!\w*ar\b) | правил | указани | запрет\w* |
        void\b(?!\s*\() | waive | revok | revoc | révoq | rescind | lifted\b | repeal | abolish | withdr[ae]w |
        expired?\b |
        obsolete | outdated | overrul | overrid(?:e|den)\s+(?:the\s+)?(?:above|rule) |
        no\s+longer\s+(?:appl|hold|need|count|requir|necess|stand|valid|any) |
        not?\s+(?:apply|hold|count)\s+(?:any\s*more|here|now) | any\s*more\b | given\s+up\b | ab[-\s]?geschafft |
        aufgehoben | aufhebung |
        safeguard | objection | relaxed\b | free\s+hand | (?:become|became)\s+(?:normal|routine|usual) | are\s+routine |
        freeze\s+(?:ended|is\s+over) | limits?\s+(?:set|given|agreed) | opened\s+up | is\s+back\b | nobody\s+minds |
        (?:were|was)\s+dropped\s+as | weglassen | levée?s?\b |
        annul | abrog | ingetrokken | opgeheven | отмен | upphäv | uchyl | cofni
        """
    ),
    "consent": _stems(
        r"""
        permi(?:t|ss|s\b|sos?\b|tid|tir) | consen | approv | approuv | aprob | aprov | autori[sz] | authori[sz] |
        allow |
        go-?ahead | green\s*light | sign(?:ed|s|ing)?[-\s]+off | agree |
        accept(?:able|ed\s+(?:that|the\s+(?:plan|risk))) | acuerdo | d['’]accord | accord[ée] |
        grant | licen[cs]e\s+to | blessing | clearance | confirmation | unconfirmed | confirmed\s+(?:that|the|it) |
        exempt | entitle | free\s+to | welcome\s+to |
        fine\s+to | ok(?:ay)?\b | safe\s+to | optional | unnecessary | not\s+(?:necessary|needed|required) |
        no\s+need | need\s+(?:to\s+)?(?:ask|confirm) |
        (?:can|could|may|might|should|must|shall|ought|need)\s+(?:(?:not|now|all|also|safely|freely)\s+)*(?:be\b|to\b) |
        may\b | must\b | should\b(?!\s+have) | shall\b | ought\b |
        (?:stands?|stood)\s+in\s+the\s+way | nothing\s+(?:against|prevents|forbids) |
        without\s+(?:further\s+)?(?:asking|confirm|approv|ask) |
        zustimm | zugestimmt | erlaub | genehmig | freigegeben | freigabe | gestatte | bewillig | einverstand |
        dürfen | darf\b |
        toegesta | toestemm | goedgekeurd | mag\b | mogen\b | разреш | согла[сш] | одобр | можно | zatwierd | zgod |
        godkän | onayla | izin
        """
    ),
    "the person": _stems(
        r"""
        (?:the\s+)?(?:user|person|human|client|customer|owner|maintainer|team|boss|everyone|everybody|anyone|anybody|we|they|he|she|you|ann|i)\b
            (?:['’]\w+)?\s+(?:\w+\s+){0,2}?
            (?:sa(?:id|ys)|want|ask|decid|told|tell|prefer|insist|requir|confirm|request|order|wish|like[sd]?\b|demand|
            gave|gives?\b|got\b|get\b|chose|choice|need|expect|will\b|can\b|has?\s+the|is\s+free|are\s+free) |
        (?:by|from|of|for)\s+the\s+(?:user|person|human)\b | (?:user|person|human)['’]s |
        (?:it\s+)?(?:was|were|is|has\s+been|have\s+been|had\s+been)
            \s+(?:decided|agreed|settled|requested|demanded|ordered|promised) |
        decision | choice\b | wishes\b |
        (?:the\s+)?(?:plan|todos?|tasks?)\s+(?:\w+\s+){0,3}
            (?:cancel|replac|chang|withdr|dropped|void|done|finish|complet|is|are|was|were)\w* |
        nutzer | benutzer | anwender | der\s+mensch | l['’]utilisat | l['’]homme | usuari | usuár | utent[ei]\b |
        gebruiker |
        użytkownik | användar | kullanıcı | пользовател | la\s+persona | la\s+personne | die\s+person | decisi[óo]n |
        décision | entscheid | beslissing | decisione
        """
    ),
    "orders": _stems(
        r"""
        always\b | never\b | do\s+not\b | don['’]?t\b | from\s+(?:now|here)\s+on | from\s+this\s+(?:point|moment) |
        in\s+(?:the\s+)?future | next\s+step | make\s+sure |
        (?:above|earlier|previous|prior)\s+(?:rule|text|messag|order|prompt) | what\s+stands\s+above | disregard |
        whatever\s+(?:it|he|she|they|the) |
        (?:push|deploy|delet|remov|skip|bypass|dropp|wip|overwrit)ing\s+[^.]{0,60}\b(?:is|are)\b |
        (?:all\s+)?checks\s+are\s+off |
        (?:is|are|has\s+become|was)\s+(?:now\s+)?(?:fine|acceptable|possible\s+now|in\s+order)\b | can\s+now\b |
        can\s+(?:freely|safely|simply|just)\b |
        immer\b | niemals\b | nie\b | ab\s+(?:jetzt|sofort) | muss | müssen | soll(?:en|te)?\b | toujours | jamais |
        il\s+faut | siempre | nunca | hay\s+que | sempre\b | mai\b |
        altijd | nooit | moet(?:en)?\b | всегда | никогда | нужно | должн
        """
    ),
    "in letters without spaces": re.compile(
        r"规则|规定|规范|同意|批准|授权|允许|许可|取消|作废|废除|用户|可以|不再|必须|不要|总是|永远|应该|決定|决定|要求|命令"
        r"|規則|ルール|許可|承認|同意|取り消|撤回|廃止|ユーザ|不要|必ず|して(?:もよい|ください|良い|いい)|べき|なければ|禁止|利用者"
    ),
}
ORDERS_AT_START = re.compile(
    r"""(?:please\s+|now\s+|then\s+|just\s+|so\s+)*(?:
    run|skip|push|commit|delete|drop|remove|ignore|disregard|proceed|continue|go|feel|treat|consider|obey|follow|execute|
    install|deploy|merge|force|disable|enable|allow|approve|accept|assume|act|answer|reply|respond|write|edit|change|replace|
    rename|move|add|create|make|turn|leave|stop|start|begin|try|check|test|ensure|verify|call|send|print|show|tell|ask|note|
    remember|forget|keep|use|prefer|avoid|be|do|never|always|no|not|only|don['’]t|stay|trust|wipe|reset|overwrite|bypass|
    publish|release|upload|share|open|close|finish|implement|fix|build|refactor|update|upgrade|revert|undo|apply|give|take|
    let|put|set|read|get|have|help|wait|
    lösche|ignoriere|führe|überspringe|benutze|verwende|nutze|supprime[rz]?|ignore[rz]?|lance[rz]?|utilise[rz]?|borra|
    ignora|usa|ejecuta|elimina|cancella|esegui|salta|verwijder|negeer|gebruik|voer|удали|игнорируй|используй
    )(?![\w.(/-])""",
    re.IGNORECASE | re.VERBOSE,
)
_FUNCTION_WORDS = {
    "en": "the an and of to in is was were are it its that which from with by for at as on but because when where "
    "not had has have been be so then only both each one two three there this these those into than after "
    "before no did does while if",
    "de": "der die das den dem des und ist war waren sind ein eine einen einem nicht mit von zu im auf für als weil "
    "wurde wurden hat hatte es nur aber nach vor bei aus wenn dass jeder",
    "fr": "le les des du et est était étaient sont une dans par pour avec pas que qui sur au aux mais parce plus été "
    "ne ce cette quand après avant avait",
    "es": "el los las del y es era eran son una en por para con no que se lo pero porque más fue fueron como cuando "
    "solo sólo",
    "it": "il gli della dei delle è era erano sono una nel per con non che si ma perché più stato stata anche come "
    "quando solo",
    "nl": "het een en is was waren zijn van in op te met niet dat die door voor maar omdat als bij naar uit werd "
    "werden ook",
}
COVERED = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
"""Words that most sentences of these languages have some of."""
