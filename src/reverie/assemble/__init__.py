"""The composition root: ports are joined to their adapters here, and nowhere else."""
