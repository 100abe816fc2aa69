"""What to do about a result: where points are lost, what would bring them, and the plan that follows."""
