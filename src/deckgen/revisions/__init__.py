"""Two versions of a deck: what differs, and how what was edited in PowerPoint comes back into the text."""
