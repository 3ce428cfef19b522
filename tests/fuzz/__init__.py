"""Inputs made at random, and what deckgen can not bear of them."""
