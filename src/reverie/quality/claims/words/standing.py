"""How checks are said to stand: what they are when nothing is wrong, what they do, and what they have nothing of."""

GOOD = (
    "green|blue|good|ok|okay|fine|clean|well|sound|happy|content|contented|satisfied|pleased|quiet|silent|spotless|"
    "flawless|faultless|impeccable|immaculate|perfect|unscathed|unharmed|intact|healthy|alright|all right|right|"
    "in order|in good (?:shape|order|health|standing)|in shape|in the (?:green|clear)|success|successful|successfully|"
    "tidy|pristine|valid|compliant|conformant|solid|uneventful|smooth|smoothly|cleanly|faultlessly|flawlessly|nicely|"
    "perfectly|without (?:a )?(?:incident|trouble|hitch|hiccup|complaint|complaints|fuss|ado|problem|problems)|"
    "up to (?:standard|scratch)|error-free|warning-free|issue-free|problem-free|free (?:of|from) \\w+|"
    "empty(?:-handed)?|clear|all clear|lint-free|[a-z]+-clean|to (?:our|my|its|their) satisfaction|at peace|"
    "at ease|untroubled|undisturbed|"
    "beyond reproach|pass|passing|passes|passed|exit(?: code)? 0|code 0|0|status ok|status 0|grün|sauber|"
    "vert|verts|verte|vertes|verde|verdes|bien|bene|bem|gut|fehlerfrei|tilfreds|grøn|grønne|grönt|groen|zufrieden|contento|contenta|"
    "satisfait|satisfecho|erfolgreich|exitosas|limpio|limpia|propre"
)
BECOMES = (
    "is|are|was|were|be|been|being|stay|stays|stayed|remain|remains|remained|look|looks|looked|come|comes|came|coming|"
    "turn|turns|turned|went|go|goes|gone|ran|run|runs|end|ends|ended|finish|finishes|finished|report|reports|reported|"
    "give|gives|gave|show|shows|showed|prove|proves|proved|keep|keeps|kept|has|have|had|got|get|gets|find|finds|found|"
    "declare|declares|declared|consider|considers|deems|deemed|say|says|said|exit|exits|exited|it's|they're|answers|"
    "answered|return|returns|returned|exited|complete|completes|completed|sind|ist|war|waren|bleibt|bleiben|está|están|"
    "salió|salieron|siguen|sigue|quedan|quedó|er|est|sont|reste|restent|sono|è|são|är|zijn|passed|judges|judged|"
    "pronounces|pronounced|rates|rated|wound|worked|works|work|shines|stand|stands|stood"
)
BETWEEN = (
    "out|back|up|through|away|over|off|along|with|as|at|to|it|them|itself|everything|now|also|all|both|each|again|still|"
    "quite|entirely|completely|fully|totally|really|very|too|just|to be|in|a|an|the|once|more|nothing|but|perfectly|"
    "auch|wieder|también|aussi|også|anche|também|todo|todas|todos|alle|en|whole|of|project|code|config|file|files|client|"
    "tree|result|status|state|§|pretty|absolutely|thoroughly|across|board|everywhere|equally|likewise|otherwise|even|"
    "first|time|on|run|second"
)
DOES = (
    "works|work|worked|passes|pass|passed|succeed|succeeds|succeeded|hold|holds|held|agree|agrees|agreed|approve|approves|approved|"
    "work out|works out|worked out|check out|checks out|checked out|sail through|sails through|sailed through|"
    "go through|goes through|went through|gone through|get through|gets through|got through|come through|comes through|"
    "came through|make it through|makes it through|made it through|run through|runs through|ran through|"
    "breeze through|breezes through|breezed through|made it|makes it|were honou?red|was honou?red|are honou?red|"
    "were met|were satisfied|sign(?:s|ed)? off|nod(?:s|ded)? it through|pass(?:es)? muster|do(?:es)? well|did well|"
    "behaves?|behaved|cooperates?|cooperated|liefen [^.]*durch|laufen [^.]*durch|läuft durch|lief durch|"
    "passent|passaram|pasaron|pasan|passano|bestehen|bestanden|compiles?|compiled|builds|links|linked|type-checks"
)
GIVES = (
    "(?:(?:a |its |their |the |us |me |them |it |everything |the \\w+ )*(?:clean bill of health|thumbs up|green light|"
    "green lights|go-ahead|all-clear|all clear|blessing|nod|clean slate|clean result|clean results|pass|ok|okay|"
    "seal of approval|full marks|top marks|\\+ ?\\+ ?\\+ ok|\\[ ok \\]))"
)
WRONGS = (
    "issues?|errors?|warnings?|failures?|findings?|problems?|complaints?|objections?|remarks?|violations?|eyebrows|"
    "offen[cs]es?|"
    "diagnostics?|nits?|hints?|regressions?|breakages?|breakage|trouble|mistakes?|faults?|defects?|smells?|alerts?|"
    "misses|mismatch(?:es)?|discrepanc(?:y|ies)|deviations?|casualt(?:y|ies)|losers?|reds?|failing|failed|fails|fail|"
    "red|broken|leaks?|vulnerabilit(?:y|ies)|fehler|warnungen|beanstandungen|errores|fallos|erreurs|fejl|erros|errori|"
    "type errors?|lint errors?|lint warnings?|lint issues?|flak(?:y|es)|to \\w+|"
    "(?:more|left|else|further) to \\w+|wrong|amiss|against (?:it|them|that|this|§)|mehr|nuevo|"
    "\\w+ (?:issues?|errors?|warnings?|failures?|findings?|problems?|complaints?|objections?|remarks?|violations?)"
)
OBJECTS = (
    "objects?|objected|complains?|complained|grumbles?|grumbled|protests?|protested|mind|minds|minded|fails?|failed|"
    "flags?|flagged|whines?|nags?|balks?|balked|breaks?|broke|regress|moans?|errors?|warns?|warned|trips?|chokes?|"
    "reports? (?:anything|any|a)|finds? (?:anything|any|a)|sees? (?:anything|any|a)|shows? (?:anything|any|a)|"
    "has (?:any|an|a|anything)|have (?:any|an|a|anything)|yell(?:s|ing)?|barks?|argues?|raise|raises|objecting|"
    "complaining|failing|meldet|beanstandet|bemängelt|produces? (?:any|a)|turns? up (?:any|a)"
)
