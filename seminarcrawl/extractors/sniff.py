"""Which format a document has: its content first, then its content type and URL."""
