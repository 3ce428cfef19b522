"""A theme: this folder has its `theme.pptx` and its `theme.toml`."""
