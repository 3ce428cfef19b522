"""Diagrams as text → `Flow`, `Exchange`: a file a language."""
