"""Every page of the site as each post, in a real browser on a real server."""
