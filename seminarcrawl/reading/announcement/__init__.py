"""The fields of one talk, read from the blocks of its announcement."""
