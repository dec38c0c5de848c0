"""The ground floor: small helpers made of the standard library alone; they import no other room."""
