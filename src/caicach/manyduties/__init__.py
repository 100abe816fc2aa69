"""One act for many duties: given to people, confirmed, handed over when somebody leaves."""
