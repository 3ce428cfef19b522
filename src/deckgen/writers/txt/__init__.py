"""A deck's words as plain text."""
