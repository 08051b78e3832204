"""Bringing products in from files: formats read to records, records written in bulk."""
