"""Components of the pages; knows no domain word."""
