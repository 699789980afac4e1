"""Who really is a low consumer, as companies reported it."""
