"""Acting in the place of another for some days: who lent which rights to whom; it ends by itself."""
