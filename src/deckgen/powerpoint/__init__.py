"""What a .pptx file says, whoever made it: slides, shapes in the order in which they are read, paragraphs, runs."""
