"""Charts as PowerPoint has them: DrawingML charts, each with its workbook."""
