"""Word templates of official papers: what may stand in them, whether a file keeps to it, and how it is filled."""
