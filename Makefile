# Everything is in scripts/, which also runs where make is missing.
.PHONY: try test check demo

try:
	@scripts/try

test:
	@scripts/test

demo:
	@scripts/demo

check:
	@scripts/check
