"""The command line: one file a command, loaded when it is called.

`reverie [PROMPT]` is the agent itself (`run`); a first word that names a command is that command.
"""
