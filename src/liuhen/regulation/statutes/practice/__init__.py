"""Custom and our own notes: worth doing or worth a look, never said to break an article."""
