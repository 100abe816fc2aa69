"""What has become of the criteria of one set in another."""
