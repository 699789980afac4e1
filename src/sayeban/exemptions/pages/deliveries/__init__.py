"""Where the delivery to companies stands, by province."""
