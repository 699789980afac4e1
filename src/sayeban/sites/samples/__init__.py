"""Complete sample services, marked as such: the official list of the 54 is not public."""
