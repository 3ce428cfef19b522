"""The page on paper, through a browser that is found on the machine."""
