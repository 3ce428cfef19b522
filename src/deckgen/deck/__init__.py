"""The model: what the slides say, with no word of where it sits or how it is written."""
