"""Two claims side by side: test by test, whether they collide, and why, or why not."""
