"""The signed package that replaces the compact disc: written, signed, verified (A-135, A-136)."""
