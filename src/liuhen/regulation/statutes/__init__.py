"""Higher law in the same shape, one folder per version in force; and practice, our own notes."""
