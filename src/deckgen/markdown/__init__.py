"""Blocks and runs as Markdown that deckgen reads as the same."""
