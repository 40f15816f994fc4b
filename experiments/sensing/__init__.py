"""Sensors that send their values by themselves: keys bound to one experiment, and the address they are sent to."""
