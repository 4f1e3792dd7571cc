"""Everything that may go wrong, at full numbers: `make chaos` (docs/RELIABILITY.md)."""
