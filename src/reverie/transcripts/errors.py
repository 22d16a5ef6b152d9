"""What can be wrong with a transcript.

TranscriptError
├── SessionNotFound        no such id, or an ambiguous beginning of one
├── SessionBusy            another process has it open
└── UnreadableTranscript   not a transcript, or of a newer format
"""


class TranscriptError(Exception):
    """Base: the text is one line for a person."""


class SessionNotFound(TranscriptError): ...


class SessionBusy(TranscriptError): ...


class UnreadableTranscript(TranscriptError): ...
