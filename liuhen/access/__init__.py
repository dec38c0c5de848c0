"""Who may do and see what: accounts, roles, visibility, secrecy, masking, readings (articles 28-30)."""
