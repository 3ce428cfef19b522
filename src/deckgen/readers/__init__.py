"""Readers: source text in, `Deck` and diagnostics out. They know nothing of geometry."""
