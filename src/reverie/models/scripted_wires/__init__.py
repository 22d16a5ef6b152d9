"""How the scripted server writes a step in each wire format it speaks: one module a format.

Each knows its events and its whole answers only; connections and faults are the server's.
"""
