"""What another package may add to deckgen, one of each kind."""
