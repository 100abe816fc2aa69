"""A plan in force handed to agencies as duties, and taken back before work has begun."""
