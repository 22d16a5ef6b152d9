# Everything is in scripts/, which also runs where make is missing.
.PHONY: try test check

try:
	@scripts/try

test:
	@scripts/test

check:
	@scripts/check
