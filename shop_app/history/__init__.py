"""Orders of other systems brought in as history, and the report of what was sold."""
