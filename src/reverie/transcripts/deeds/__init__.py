"""Deeds out of transcripts: what the calls of a session did, whichever agent wrote the transcript.

Each form has a module of its own, because each tells otherwise how a call ended; `making` opens the right one. A tool
that is not known gives no deed: that its call was made is counted, so that nobody takes the record for whole.
"""
