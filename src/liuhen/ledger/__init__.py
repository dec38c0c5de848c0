"""The ledger 台账: entries appended in their subject's order, hashed, numbered into a tree, checkpointed and proved."""
