"""Sellers: who sells, who works for whom, and on which terms."""
