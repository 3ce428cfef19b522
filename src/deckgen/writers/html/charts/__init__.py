"""Charts in the page: SVG whose words are the page's own text, and their data for those who can't see them."""
