"""What is published of a round: frozen results, approved by a second person, that anybody can compute once more."""
