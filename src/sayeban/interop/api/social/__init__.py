"""What programs of institutions ask: forms, submissions, requests, facts, tracking."""
