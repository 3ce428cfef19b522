"""Mermaid's diagrams: a file a kind."""
