"""What sellers list: written by them, looked at by staff, then part of the catalogue."""
