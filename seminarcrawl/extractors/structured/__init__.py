"""Structured data inside pages: JSON-LD, microdata, RDFa, microformats, calendar links."""
