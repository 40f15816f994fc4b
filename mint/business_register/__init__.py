"""The Finnish business register (PRH and the Tax Administration, open data v3): what it says of a company by its number."""
