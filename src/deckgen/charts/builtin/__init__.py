"""The figures that deckgen brings along, one file each."""
