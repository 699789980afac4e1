"""Forms: question bank, form versions, answers with provenance."""
