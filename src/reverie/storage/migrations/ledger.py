"""The ledger, `<state>/ledger.sqlite`.

spend: one row a model request. It counts with `reserved_usd` until `settled_at` is set, then with `cost_usd`, which
stays NULL when the model's price is unknown. `run` is one invocation, `session` one conversation; times are UTC.

fact_use: one row a fact that ever left its memory, which is named by its project's id, or `user`. `last` is the UTC day
on which it was recalled or cited last.

turn_measures: one row a turn, `quality.measures.TurnMeasures` column by column; flags are 0 or 1. `at` is the UTC
instant of its end, `cost_usd` NULL when the model's price is unknown.

counterweight: one row a model and weakness. `level` holds since the UTC instant `since`; `rate` with its interval is
what was measured over `n` of its unit in `turns` turns when it was set, and `reason` why it moved, in a word.
"""

_SPEND = """
CREATE TABLE spend (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    run TEXT NOT NULL,
    session TEXT NOT NULL,
    process INTEGER NOT NULL,
    model TEXT NOT NULL,
    reserved_usd REAL NOT NULL,
    settled_at TEXT,
    cost_usd REAL,
    input INTEGER NOT NULL DEFAULT 0,
    output INTEGER NOT NULL DEFAULT 0,
    cache_read INTEGER NOT NULL DEFAULT 0,
    cache_write INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX spend_by_run ON spend (run);
CREATE INDEX spend_by_session ON spend (session)
"""

_FACT_USE = """
CREATE TABLE fact_use (
    memory TEXT NOT NULL,
    fact TEXT NOT NULL,
    recalled INTEGER NOT NULL DEFAULT 0,
    cited INTEGER NOT NULL DEFAULT 0,
    contradicted INTEGER NOT NULL DEFAULT 0,
    last TEXT NOT NULL,
    PRIMARY KEY (memory, fact)
) STRICT, WITHOUT ROWID
"""

_SCORES = """
CREATE TABLE turn_measures (
    at TEXT NOT NULL,
    session TEXT NOT NULL,
    turn INTEGER NOT NULL,
    model TEXT NOT NULL,
    finished INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    unsupported INTEGER NOT NULL,
    contradicted INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    added_code_lines INTEGER NOT NULL,
    added_comment_lines INTEGER NOT NULL,
    code_lines_before INTEGER NOT NULL,
    comment_lines_before INTEGER NOT NULL,
    decidable_lines INTEGER NOT NULL,
    unrequested_lines INTEGER NOT NULL,
    edits INTEGER NOT NULL,
    failed_edits INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    repeated_failing_calls INTEGER NOT NULL,
    was_corrected INTEGER NOT NULL,
    cost_usd REAL,
    PRIMARY KEY (session, turn)
) STRICT;
CREATE INDEX turn_measures_by_model ON turn_measures (model, at);
CREATE TABLE counterweight (
    model TEXT NOT NULL,
    weakness TEXT NOT NULL,
    level INTEGER NOT NULL,
    since TEXT NOT NULL,
    rate REAL NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    n INTEGER NOT NULL,
    turns INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (model, weakness)
) STRICT, WITHOUT ROWID
"""

LEDGER = (_SPEND, _FACT_USE, _SCORES)
