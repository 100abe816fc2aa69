"""The register of agencies as a file: out, and in again after a preview."""
