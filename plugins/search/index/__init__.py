"""The static index: what a build writes into the site."""
