"""Charts: the built-in figures from published numbers, and drawing a chart as SVG and PNG."""
