"""People: users, their sessions, roles and addresses."""
