"""Crashes of a memory's writers at every call that changes the disk, judged by what is on disk afterwards.

    python -m benchmarks.crash [--json FILE]

`disk_calls` stands between the writer and the system, `scenarios` are the writers, `verdict` says what is violated,
`powers` replays legal states of a disk after a power cut, `broken` are writers that do it wrong, each of which must be
caught.
"""
