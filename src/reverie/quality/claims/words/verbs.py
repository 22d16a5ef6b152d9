"""Verbs of programs and of people who change them, in all forms: where a clause has its predicate, whatever it says."""

_REGULAR = """
abort accept access accumulate act adapt add adopt advance affect aggregate align allocate allow alter amount analyse
analyze announce answer append apply argue arrive ask assert assign assume attach attempt await back balance batch
behave belong benefit block boot bounce branch break bring broadcast buffer bump cache calculate call cancel capture
carry cast cause cease change check clamp clean clear click clone close collapse collect combine come commit compare
compile complain complete compress compute concatenate conclude configure confirm conform connect consist consolidate
construct consume contain continue contribute control convert copy correspond count cover crash create cross decide
declare decode decrease decrement default defer define delay delegate delete deliver demand demonstrate denote depend
deploy derive describe deserialise deserialize detect determine differ disable disappear discard display distinguish
divide document download drain drop duplicate echo edit eliminate embed emit enable encapsulate encode encounter end
enforce enqueue ensure enter equal escape evaluate examine exceed execute exhaust exist exit expand expect expire
explain export expose extend extract facilitate fail fetch fill filter finish fire flag flatten flush fold follow force
format forward free generate get give grant group grow guarantee guard handle hang happen hash help hide hit hold
honour honor identify ignore implement import improve include increase increment indicate infer inherit initialise
initialize inject insert inspect install instantiate integrate intercept introduce invalidate invoke involve iterate
join jump keep kill know label last launch lead leak learn leave let lie lift limit link list listen live load lock log
look loop lose lower maintain make manage map mark match matter mean measure merge migrate miss mock monitor mount move
name need negate nest normalise normalize note notice notify obtain occur offer omit open operate order outlive overflow
overlap override overwrite own pad paginate parse pass patch pause perform permit persist pick pin pipe place play point
poll pop populate point post precede prefer prefix prepare present preserve prevent print process produce prohibit
project promise propagate protect prove provide prune publish pull push put query queue quit quote raise rank reach
react read rebuild recalculate receive reclaim recognise recognize recompute reconnect record recover redirect reduce
refactor refer reference refine reflect refresh refuse register reject relate release rely remain remember remove rename
render reopen reorder repeat replace reply report represent reproduce request require reserve reset resize resolve
respect respond restart restore restrict result resume retain rethrow retrieve retry return reuse revert review rewrite
rotate round route run sample sanitise sanitize satisfy save say scale scan schedule scroll search see seek select send
separate serialise serialize serve set share shift ship shorten show shrink shuffle shut signal simplify sit skip sleep
slice slow sort spawn specify split spread stand start state stay step stop store stream strip submit subscribe
succeed suffice suggest sum supply support suppress surface suspend swallow swap switch sync tag take target tell
terminate test throw time toggle touch trace track trail transform translate traverse treat trigger trim truncate try
turn type unblock underflow unescape unify unload unlock unmount unpack unregister unwrap update upgrade upload use
validate vanish vary verify view violate visit wait wake walk want warn wire work wrap write yield
fix solve cure mend repair settle survive floor hoist whitelist allowlist blacklist denylist memoise memoize debounce throttle parametrise parametrize templatise
containerise containerize dockerise dockerize typecast stringify sanitize paginate vectorise vectorize parallelise
parallelize optimise optimize modernise modernize streamline tidy reword rephrase rewire retarget reroute relocate
rearrange reshape restyle retype rework redo scope shade sharpen smooth soften stabilise stabilize standardise
standardize strengthen supersede tighten tune tweak unwind vendor version weaken widen
"""
_IRREGULAR = (
    "began broke brought built bought came caught chose cut did drew drove fell felt fed found flew forgot froze "
    "gave went got grew hid hit held hung kept knew laid led left lost made meant met paid put quit read ran rode rose "
    "said saw sent set shook shot shown shrank shut slept slid sped spent split spread spun stood stuck struck swept "
    "swapped switched taught thought threw told took tore understood undid unwound woke won wound wrote rewrote reset "
    "rebuilt redid reread overrode overwrote withdrew chosen written rewritten given taken known thrown shown drawn "
    "frozen forgotten hidden broken fallen grown overridden overwritten redone undone become became withheld"
)
_DOUBLED = frozenset(
    [
        "drop",
        "map",
        "pop",
        "ship",
        "skip",
        "stop",
        "strip",
        "swap",
        "trim",
        "wrap",
        "zip",
        "plan",
        "pin",
        "scan",
        "run",
        "get",
        "set",
        "let",
        "put",
        "cut",
        "hit",
        "quit",
        "split",
        "commit",
        "submit",
        "emit",
        "omit",
        "permit",
        "refer",
        "infer",
        "defer",
        "prefer",
        "occur",
        "plug",
        "log",
        "tag",
        "flag",
        "debug",
        "pad",
    ]
)


def inflected() -> dict[str, str]:
    """Form to `vs` (third person), `ved` (past or participle), `ving`."""
    forms = dict.fromkeys(_IRREGULAR.split(), "ved")
    for verb in _REGULAR.split():
        third, past, progressive = _forms(verb)
        forms.setdefault(past, "ved")
        forms[third] = "vs"
        forms[progressive] = "ving"
    return forms


def _forms(verb: str) -> tuple[str, str, str]:
    if verb.endswith("e"):
        return verb + "s", verb + "d", (verb[:-1] if not verb.endswith("ee") else verb) + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    return third, stem + "ed", stem + "ing"
