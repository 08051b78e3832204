"""Payments: gateways behind one protocol, payments with their states, the inbox of events."""
