"""What Reverie promises, shown on the real program in a few minutes: no key, no model, a home that is thrown away.

    scripts/demo [--seed N] [--kill-at N] [--repo FOLDER] [--only STEP] [--keep]

Each step prints what it runs and what came of it, and code says PASS or FAIL. Beside ours there is always a control
arm: what happens without it. Steps whose part is not built yet say NOT YET, and are counted.
"""
