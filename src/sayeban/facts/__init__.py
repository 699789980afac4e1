"""Facts: catalogue, values with provenance, contests, inquiries to outside registers."""
