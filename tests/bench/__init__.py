"""`make bench`: what MINT's main pages cost, as a ratio to a bare Django view under the same server in the same run.

Counts (statements, rows, bytes) are also tests; times are printed and written to var/bench.json, never tested.
"""
