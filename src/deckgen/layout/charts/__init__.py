"""Charts laid out: axes with their ticks, plot areas, labels; in points, once for every writer."""
