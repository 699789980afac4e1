"""Service desk: counters, visitors, tickets, surveys."""
