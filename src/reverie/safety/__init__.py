"""What may happen: whose folder is trusted, what a person granted, and whether a proposed call runs, asks, or may not.

    trust           which projects a person trusted, and what they granted there for good
    rules           one grant: a tool, and the commands, paths or addresses it covers
    simple_command  the words of a shell line that is one plain command, or nothing
    permissions     the policy: a pure function from a proposed call to allow, ask or deny
    authoriser      the port: asks a person, remembers what they granted

Errors: `RuleError` (rules) for a grant that cannot be read; a broken `trust.json` is storage's `UnusableFile`.
"""
