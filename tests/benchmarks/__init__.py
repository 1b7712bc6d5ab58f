"""Benchmarks: this assistant beside a stock Rasa trained on the same data, in one run, as ratios."""
