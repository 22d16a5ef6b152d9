"""What recall knows of a project's past sessions, `.transcripts.sqlite`: never migrated, always made anew from these.

sessions: one row a transcript, with what of its status tells whether it changed. turns: what a person or the model said
in one line of it; `text` is kept of a person's words alone. terms: what recall finds the turn of the same row by.
vectors: one a sentence of a person and model, made when there is time.
"""

PAST_SESSIONS = (
    """
CREATE TABLE sessions (session TEXT PRIMARY KEY, mtime INTEGER NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE turns (
    number INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    line INTEGER NOT NULL,
    at TEXT NOT NULL,
    is_human INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX turns_by_session ON turns (session);
CREATE VIRTUAL TABLE terms USING fts5 (text, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'");
CREATE TABLE vectors (
    turn INTEGER NOT NULL, part INTEGER NOT NULL, model TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (turn, part, model)
) WITHOUT ROWID
""",
)
"""Not to be extended: a change of the tables, or of what is put into them, gets another `NAME`."""

NAME = ".transcripts.sqlite"
