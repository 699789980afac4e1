"""Units: provinces, counties, centres, institutions, utility companies, working calendar."""
