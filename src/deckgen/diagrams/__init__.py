"""Diagrams as text → `Flow`, `Exchange`, `Schedule`: a file a language."""
