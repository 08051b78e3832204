"""What every page has around it: identity, region, guard, session."""
