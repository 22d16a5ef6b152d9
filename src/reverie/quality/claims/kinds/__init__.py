"""Which kind of claim a clause makes; one module a family of kinds."""
