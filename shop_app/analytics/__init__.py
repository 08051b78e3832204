"""What the numbers say: facts of behaviour, rollups of sales, reports."""
