"""What measures the produced files: renderers that are not ours, validators, text extraction."""
