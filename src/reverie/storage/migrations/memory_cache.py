"""The cache of a memory, `.cache.sqlite`: never migrated, always made anew from the memory's files.

files: one row a topic or archive, with what of its status tells whether it changed; `first` is the slug of the topic
that it continues, its own when it is a first part. facts: one row a fact in such a file; keys are digests, `digest` is
that of the fact's text and its topic's title. words: the text of the fact of the same row, for searching. writes:
transactions by their idempotency key, at their offset in the journal. doubles: ids that more than one fact has.
terms: what recall finds the fact of the same row by, taken from `words` at the first recall after it came; `unread` are
the facts for which that is still to be done. vectors: one a fact's digest and model, made when there is time.
"""

VERSION = 3
"""Counted up with every change of the tables, or of what is put into them."""

TABLES = """
CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (
    name TEXT PRIMARY KEY,
    mtime INTEGER NOT NULL,
    size INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    slug TEXT NOT NULL,
    folded TEXT NOT NULL,
    first TEXT NOT NULL,
    archived INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_key BLOB NOT NULL,
    description TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX files_by_slug ON files (folded);
CREATE INDEX files_by_first ON files (first);
CREATE INDEX files_by_title ON files (title_key);
CREATE TABLE problems (file TEXT NOT NULL, text TEXT NOT NULL, newer INTEGER NOT NULL);
CREATE INDEX problems_by_file ON problems (file);
CREATE TABLE facts (
    number INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    digest BLOB NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    seen TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key BLOB NOT NULL,
    statement_key BLOB NOT NULL,
    ended TEXT,
    ended_by TEXT,
    because TEXT,
    checks INTEGER NOT NULL
);
CREATE INDEX facts_by_file ON facts (file);
CREATE INDEX facts_by_id ON facts (id);
CREATE INDEX facts_by_title ON facts (title_key);
CREATE INDEX facts_by_statement ON facts (statement_key);
CREATE INDEX facts_by_end ON facts (ended_by) WHERE ended_by IS NOT NULL;
CREATE TABLE doubles (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE evidence (fact INTEGER NOT NULL, session TEXT NOT NULL);
CREATE INDEX evidence_by_fact ON evidence (fact);
CREATE INDEX evidence_by_session ON evidence (session);
CREATE TABLE writes (key TEXT PRIMARY KEY, tx TEXT NOT NULL, offset INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX writes_by_tx ON writes (tx);
CREATE TABLE unread (fact INTEGER PRIMARY KEY);
CREATE TABLE vectors (
    model TEXT NOT NULL, digest BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (digest, model)
) WITHOUT ROWID;
CREATE TABLE verdicts (
    number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, digest BLOB NOT NULL, verdict BLOB NOT NULL
);
CREATE TABLE standings (
    fact TEXT PRIMARY KEY, digest BLOB NOT NULL, word TEXT NOT NULL, said TEXT NOT NULL, day TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX standings_by_word ON standings (word);
CREATE TABLE questions (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    facts TEXT NOT NULL,
    digests BLOB NOT NULL,
    day TEXT NOT NULL
);
CREATE TABLE tombstones (salt TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (salt, hash)) WITHOUT ROWID;
"""

FULL_TEXT = """
CREATE VIRTUAL TABLE words USING fts5 (title, body, topic, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE terms USING fts5 (title, body, topic, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'");
"""
PLAIN_TEXT = """
CREATE TABLE words (title TEXT NOT NULL, body TEXT NOT NULL, topic TEXT NOT NULL);
CREATE TABLE terms (title TEXT NOT NULL, body TEXT NOT NULL, topic TEXT NOT NULL);
"""
"""The same tables in a SQLite that was built without FTS5. Recall then searches the first."""
