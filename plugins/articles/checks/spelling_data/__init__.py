"""What the check of spelling knows of Vietnamese: counts of word pairs, everyday words, and how they are made."""
