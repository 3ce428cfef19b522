"""The deck on paper: PDF and pictures, through a browser that is found on the machine."""
