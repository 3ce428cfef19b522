"""Whose Markdown a file is written in, a file a tool, and what that means for how it is read."""
