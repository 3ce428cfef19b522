"""Ways to arrange a slide, a file each: what it takes, what it refuses, where it puts things."""
