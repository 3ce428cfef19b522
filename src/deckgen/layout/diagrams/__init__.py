"""Diagrams → shapes: where each stands, and the lines between them."""
