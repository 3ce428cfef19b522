"""Writers: a laid-out deck in, the bytes of a file out. They decide nothing, they transcribe."""
