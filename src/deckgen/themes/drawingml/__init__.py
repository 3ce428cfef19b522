"""What a PowerPoint file draws: colours, fills, lines, shapes (ECMA-376 part 1, chapters 20.1 and 19.3)."""
