"""It can't be imported."""
