"""Content with a shape → frames of the kinds that every writer knows, a file a component."""
