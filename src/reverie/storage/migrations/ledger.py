"""The ledger, `<state>/ledger.sqlite`.

spend: one row a model request. It counts with `reserved_usd` until `settled_at` is set, then with `cost_usd`, which
stays NULL when the model's price is unknown. `run` is one invocation, `session` one conversation; times are UTC.
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

LEDGER = (_SPEND,)
