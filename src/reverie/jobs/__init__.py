"""Work that costs: what requests may spend and have spent (spend), kept in the durable ledger (ledger).

Errors: `LedgerUnusable` (ledger), one line, when the ledger cannot be opened, read or written.
"""
