"""The register of documents: heads read from files, versions, what each one proves and from when."""
