"""The ledger, `<state>/ledger.sqlite`.

spend: one row a model request. It counts with `reserved_usd` until `settled_at` is set, then with `cost_usd`, which
stays NULL when the model's price is unknown. `run` is one invocation, `session` one conversation; times are UTC.

fact_use: one row a fact that ever left its memory, which is named by its project's id, or `user`. `last` is the UTC day
on which it was recalled or cited last.
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

LEDGER = (_SPEND, _FACT_USE)
