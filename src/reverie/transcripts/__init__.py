"""Transcripts, layer 3: append-only JSON lines of a session.

Ours is read, written and repaired here; a history is only ever rebuilt from it, never read back whole by a model.
Errors: `SessionNotFound`, `SessionBusy`, `UnreadableTranscript`, all `TranscriptError`, one line each.
"""
