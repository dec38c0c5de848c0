"""What people see: one generic record page made from a Kind, and the desks around it."""
