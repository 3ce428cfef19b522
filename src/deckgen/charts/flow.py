"""A flow: boxes and arrows from lines such as `A -> B: label`."""
