"""Components in every state, and templates checked against their read models."""
