"""The staff's portal. The guard lets staff in and nobody else."""
