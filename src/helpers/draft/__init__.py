"""What rules find in an article's text: who says what, how surely, how many, when and where."""
