"""Where every entry is made: draft, freeze, part, correct, excuse, issue; findings are stored in the same transaction."""
