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
format forward free generate get give grant group grow guarantee guard handle hang happen hash help hide hit hold honour
honor identify ignore implement import improve include increase increment indicate infer inherit initialise initialize
inject insert inspect install instantiate integrate intercept introduce invalidate invoke involve iterate join jump keep
kill know label last launch lead leak learn leave let lie lift limit link list listen live load lock log look loop lose
lower maintain make manage map mark match matter mean measure merge migrate miss mock monitor mount move name need
negate nest normalise normalize note notice notify obtain occur offer omit open operate order outlive overflow overlap
override overwrite own pad paginate parse pass patch pause perform permit persist pick pin pipe place play point poll
pop populate point post precede prefer prefix prepare present preserve prevent print process produce prohibit project
promise propagate protect prove provide prune publish pull push put query queue quit quote raise rank reach react read
rebuild recalculate receive reclaim recognise recognize recompute reconnect record recover redirect reduce refactor
refer reference refine reflect refresh refuse register reject relate release rely remain remember remove rename render
reopen reorder repeat replace reply report represent reproduce request require reserve reset resize resolve respect
respond restart restore restrict result resume retain rethrow retrieve retry return reuse revert review rewrite rotate
round route run sample sanitise sanitize satisfy save say scale scan schedule scroll search see seek select send
separate serialise serialize serve set share shift ship shorten show shrink shuffle shut signal simplify sit skip sleep
slice slow sort spawn specify split spread stand start state stay step stop store stream strip submit subscribe succeed
suffice suggest sum supply support suppress surface suspend swallow swap switch sync tag take target tell terminate test
throw time toggle touch trace track trail transform translate traverse treat trigger trim truncate try turn type unblock
underflow unescape unify unload unlock unmount unpack unregister unwrap update upgrade upload use validate vanish vary
verify view violate visit wait wake walk want warn wire work wrap write yield fix solve cure mend repair settle survive
floor hoist whitelist allowlist blacklist denylist memoise memoize debounce throttle parametrise parametrize templatise
containerise containerize dockerise dockerize typecast stringify sanitize paginate vectorise vectorize parallelise
parallelize optimise optimize modernise modernize streamline tidy reword rephrase rewire retarget reroute relocate
rearrange reshape restyle retype rework redo scope shade sharpen smooth soften stabilise stabilize standardise
standardize strengthen supersede tighten tune tweak unwind vendor version weaken widen accommodate accompany account
achieve acknowledge acquire activate adjust administer advertise aim alert alias animate anticipate arrange assemble
assess assist attract audit augment authenticate authorise authorize automate average avoid backfill backport bail beat
bind bleed blink blur boost borrow bother bring bubble bypass capitalise capitalize centre challenge choke choose chunk
circulate cite clarify climb clip cling coalesce coerce collide colour comprise conceal confuse connect contend converge
convey cooperate coordinate crawl cycle deal debug decline decouple decrypt dedupe deduplicate degrade deliver demote
deny deprecate deserve detach deviate diagnose dictate differ digest dim diminish disagree disallow disclose disconnect
dismiss dispatch dispose disregard dissolve distribute diverge double drift drive dwell earn ease elapse elect elevate
elide emerge emphasise employ empty encode encourage enforce engage enhance enjoy enrich enter entail equip erase
establish evict evolve exclude exercise expedite explore fade favour feature feed finalise finalize fit fix flow flip
flicker fluctuate focus freeze fulfil fulfill gain gather gauge glow grab greet halt harden hide highlight hijack honor
host hover hug illustrate imitate impact impair impede impose incorporate incur indent index inflate inform inhibit
initiate inline insulate insist instruct integrate intend interact interfere interleave interpolate interpret interrupt
introduce invert isolate iterate jitter judge justify land lag lessen level leverage linger localise localize locate
loosen lose lowercase maximise maximize mediate memorise mention migrate mimic minify minimise minimize mirror mitigate
modify multiply mute nail narrow navigate neglect neutralise nudge null obey obscure obsolete occupy offload opt
orchestrate originate oscillate oust outrank overcome overfetch overlook oversee overtake overwhelm owe partition
penalise perceive perish persist pertain pivot plague plot plug poison pollute portray position possess postpone pour
precompute predict prepend preempt presume pretend preview proceed procure prompt prop proxy punish purify pursue
qualify quantify quarantine query quiesce quieten ramp rate ratify realise realize reason reassign rebalance rebase
rebind recalibrate recast recite reclassify recompile reconcile reconstruct recur recycle redact redefine redeploy
redraw refill reformat regain regenerate regress regroup regulate reinforce reinstall reinstate reiterate rejoin relax
relay relax remedy remind remount renew repackage reparse repel replicate repopulate represent reprocess resemble
reshuffle reside resign resort restructure resubmit resurface resurrect retire retract retrain retreat revalidate reveal
revise revive revoke reward rid risk rival roam round-trip sacrifice salvage saturate scatter scramble scrape scream
scrub secure seed segment seize settle shed shelter shield shove shun shutter silence simulate sink smooth snap snapshot
sniff soak solve spill spoil sponsor spot squash squeeze stall stamp starve stash steer stem stick stiffen stifle
stipulate strand stretch structure stub stumble subclass substitute subsume subtract subvert succeed suffer suit
summarise summarize suppose surface surpass surround survive sustain swell synchronise synchronize synthesise synthesize
tackle tail talk tamper taper tear tease tend tether thaw thrash thrive throttle tick tidy tie tilt tolerate topple
transcribe transfer transit transition transmit transpile transport trap trigger triple truncate trust tuck tunnel
uglify uncover underline undergo underpin undo unfold unite unpin unset unveil unzip uphold uppercase urge utilise
utilize vacate value vault veto vet visualise void vouch warm warrant wash waste watch wear weigh whine win wipe
withdraw withhold withstand witness worry worsen wreck yank yell zero zoom
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
