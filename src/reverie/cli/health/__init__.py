"""What `reverie doctor` looks at: one module a subject, each with one function from a `Host` to its findings.

An examination reads, asks and starts programs, but changes nothing; what may be changed is a `Repair` in a finding.
"""
