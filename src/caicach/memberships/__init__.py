"""People and the roles that they hold in agencies: invited, listed, brought from a table, shut out."""
