"""`deckgen import`: other programs' decks as a folder with Markdown, pictures, data and a template."""
