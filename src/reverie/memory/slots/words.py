"""Words by which relations with one value at a time are told from those with several: general English, no data's list.

Each list says what its words have in common. A word that stands in none makes a relation one with several values,
because a statement that stays beside a newer one costs less than one that is lost.
"""

_COPULAS = """
is are was were be
"""
COPULAS = frozenset(_COPULAS.split())

_TYPES = """
city town village country state continent region district province county planet sport position role rank title
language religion currency name port version level value status zone time year month day grade colour color branch
size rate sum price age
"""
TYPES = frozenset(_TYPES.split())
"""Nouns that a value stands beside as what it is, after "of": "the city of Paris", "the role of editor"."""

_ONE_OF_A_KIND = """
name title version limit size length width height depth port url uri host hostname address domain branch owner lead
head chief boss backend frontend database db store storage cache queue broker format encoding region zone timeout
delay interval period duration deadline date time day model default minimum maximum min max threshold rate count
number level mode status state color colour theme font locale language currency capital password user username account
email id bundle key path folder directory file location place endpoint entry flag tag image license licence style
guide convention strategy policy channel cluster namespace bucket tool framework engine library runtime compiler
interpreter shell editor os platform provider vendor host service registry repository repo remote target schedule
cadence window slot budget price cost quota capacity memory ttl weight priority order prefix suffix extension
namespace separator delimiter indent indentation quote charset timezone ceo cto cfo president chairperson chairman
chairwoman author headquarters spouse husband wife king queen mayor capital anthem birthplace nationality religion
company manufacturer system
"""
ONE_OF_A_KIND = frozenset(_ONE_OF_A_KIND.split())
"""Nouns of which a thing has one: "the port of the API", "our default branch". So have those that end in -er or -or."""

_SEVERAL = """
child children son daughter sibling brother sister friend member colleague student pupil fan follower user genre type
kind sort example alternative option choice feature problem bug issue error reason cause goal aim purpose advantage
disadvantage benefit drawback risk mistake dependency requirement step task todo customer client partner competitor
contributor committer founder co-founder subscriber work award prize achievement hobby interest skill topic subject
idea suggestion tip trick rule exception part component module plugin extension candidate symptom way use case usecase
caveat thing parameter argument blocker supporter sponsor donor winner player neighbor neighbour reader reviewer
caller consumer listener handler subclass
"""
SEVERAL = frozenset(_SEVERAL.split())
"""Nouns of which a thing may have several: "one example is …", "a child of …"."""

_SEVERAL_PARTICIPLES = """
used supported founded co-founded educated taught trained influenced inspired known famous affiliated associated
related linked connected required needed imported included listed mentioned tested marked triggered awarded involved
interested featured translated invoked called accepted allowed blocked overridden installed available visible exposed
shared consumed read cited nominated caused affected followed preceded loved hated liked visited seen found reported
discussed broken tagged joined extended subclassed implemented honored honoured ignored excluded documented described
sponsored funded composed made reviewed approved adopted recommended covered caught raised emitted logged sent passed
divided split enriched given added removed deleted deprecated
"""
SEVERAL_PARTICIPLES = frozenset(_SEVERAL_PARTICIPLES.split())
"""What may be done to a thing by several, or at several places: "is used by", "was founded by"."""

_PLATFORMS = """
linux macos mac osx windows unix bsd freebsd android ios ipados wsl chrome firefox safari edge opera x86 x86-64 arm
arm64 intel pypy cpython desktop mobile
"""
PLATFORMS = frozenset(_PLATFORMS.split())
"""What one thing runs on side by side."""

_ADJECTIVES = """
fast slow flaky stable unstable broken big small large huge tiny good bad easy hard simple complex new old ready done
safe unsafe green red empty full clean dirty cheap expensive important critical optional mandatory public private
internal external experimental deprecated obsolete available unavailable missing wrong right correct incorrect legacy
fragile robust thread-safe idempotent immutable mutable async synchronous required recommended popular famous nice
ugly quiet loud long short high low open closed free strict lazy eager not also only still already
"""
ADJECTIVES = frozenset(_ADJECTIVES.split())
"""What a thing may be besides other things."""

_STATES = """
on off enabled disabled true false yes no active inactive open closed public private
"""
STATES = frozenset(_STATES.split())
"""Of which a switch is in one."""

_PLACING = """
stored kept hosted located deployed based placed saved situated served run persisted
"""
PLACING = frozenset(_PLACING.split())
"""Participles that say where something is."""

OWNING = {
    "owns": "owned",
    "maintains": "maintained",
    "leads": "led",
    "manages": "managed",
    "heads": "headed",
    "runs": "run",
    "coordinates": "coordinated",
}
"""What one person does for a thing, with the participle: "Alice maintains the parser", "is maintained by Alice"."""

COMMANDS = {
    "run": ("run", "runs"),
    "build": ("built",),
    "deploy": ("deployed",),
    "format": ("formatted",),
    "lint": ("linted",),
    "test": ("tested",),
    "start": ("started",),
    "install": ("installed",),
    "publish": ("published",),
    "release": ("released",),
    "compile": ("compiled",),
    "serve": ("served",),
    "generate": ("generated",),
    "check": ("checked",),
    "launch": ("launched",),
}
"""What is done with one command, with its participles: "run the tests with …", "the tests are run with …"."""

_UNSURE = """
not never no nor cannot without former formerly previously once used-to will would might may maybe perhaps probably
could if unless until while when whenever except also too another additionally besides sometimes often usually mostly
partly either both planned plan plans consider considering was-once temporarily instead rather some several many other
others only or and
"""
UNSURE = frozenset(_UNSURE.split())
"""What makes a statement one that holds for a time, under a condition, beside others, or not at all."""

_LIMITS = """
for if when unless during while until before after in on at with from by to as per because
"""
LIMITS = frozenset(_LIMITS.split())
"""What a value that holds for a part only is followed by: "… in staging", "… for hotfixes"."""

SINGLING = frozenset(
    ("default", "current", "main", "primary", "official", "minimum", "maximum", "minimal", "maximal", "head", "chief")
)
"""Adjectives that single out one thing of a kind."""

_ONCE = {
    "by": """created developed performed produced directed designed owned maintained led headed managed employed written
        built generated operated governed run merged published manufactured provided composed painted invented
        discovered authored edited coordinated handled hosted backed done checked formatted linted""",
    "in": "written born kept stored implemented coded buried headquartered",
    "on": "hosted based cut built",
    "at": "scheduled born headquartered hosted",
    "with": "done managed built generated formatted linted made rendered bundled compiled",
    "from": "cut served built generated",
    "to": "married pinned set limited bound engaged fixed",
    "under": "licensed released kept",
    "for": "kept scheduled retained planned stored",
    "into": "bundled compiled",
    "via": "done deployed",
    "through": "done deployed",
    "using": "built generated done formatted",
    "as": "published",
}
DONE_ONCE = frozenset(f"{deed} {word}" for word, deeds in _ONCE.items() for deed in deeds.split())
"""What is done to a thing by one, in one place or way: "was created by", "is licensed under"."""

GROUPS = frozenset(("team", "group", "company", "staff", "crew", "office", "community", "family"))
"""What can be in several places."""

DURATIONS = frozenset(
    ("second", "sec", "s", "ms", "millisecond", "minute", "min", "m", "hour", "h", "day", "d", "week", "month", "year")
)
