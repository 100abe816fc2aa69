"""What is said about a plan by other papers: decisions that amend single rows of it, notices that conclude meetings."""
