"""The shelf: what is not tried now, with the day or the condition on which it is looked at again."""
