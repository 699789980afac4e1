"""The client's own page: a national id, a code on his mobile, and what is kept of him."""
