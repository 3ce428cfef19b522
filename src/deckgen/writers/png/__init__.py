"""A picture a slide."""
