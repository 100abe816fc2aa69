"""What falls due when: a month, a week, the year on one page, of oneself or of the whole; other rooms tell the days."""
