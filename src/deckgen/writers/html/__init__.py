"""The HTML writer: one reveal.js page that needs no network."""
