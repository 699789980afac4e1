"""Cases: service catalogue, versions, steps, worklist, clock, promised date, escalation."""
