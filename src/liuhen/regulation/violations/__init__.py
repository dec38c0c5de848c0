"""The violations that a bureau of culture and tourism punishes, by industry: each article, sum and multiple read in the newest text."""
