"""How fast and how big: `python -m tests.benchmarks` prints everything in one run, to be read as ratios."""
