"""What people are told: e-mails and notices, written from the events of the shop."""
