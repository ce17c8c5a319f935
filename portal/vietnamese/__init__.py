"""Vietnamese text: normal form, folding, slugs, dates, cutting, order. Pure functions over ``str``."""
