"""Changes: comment lines, code lines and symbols of what a turn changed, and what of it nobody asked for."""
