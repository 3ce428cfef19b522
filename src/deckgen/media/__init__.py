"""What figures show, loaded: the only step between reading and writing that opens files."""
