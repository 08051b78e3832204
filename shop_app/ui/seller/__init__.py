"""The seller's portal. The guard lets members of a seller's team in and nobody else."""
