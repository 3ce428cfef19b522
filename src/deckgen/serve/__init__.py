"""A deck in the browser that follows its author's typing."""
