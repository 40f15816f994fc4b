"""`make chaos`: what must hold when processes are killed, servers go away and disks are full; with real ones, started here.

The numbers are those of the list of faults that the platform is built to.
"""
