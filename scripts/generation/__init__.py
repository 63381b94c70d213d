"""What `scripts/generate.py` writes; one module for each kind of file."""
