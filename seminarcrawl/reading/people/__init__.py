"""People and institutions: speaker lines taken apart, honorifics, how surely a text is a name."""
