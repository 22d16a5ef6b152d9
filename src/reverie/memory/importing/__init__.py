"""Importing what another agent, another memory or a person wrote down: read, cut into statements, put before the gates.

Files are data: nothing in them steers the import. Each line of a file that is read is accounted for once, as part of a
statement or with the reason why it is none. `gather` reads, `take` writes, `report` tells.
"""
