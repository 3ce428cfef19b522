"""Layout: `Deck` + `Theme` → `LaidOutDeck`. It measures, arranges, fits and splits."""
