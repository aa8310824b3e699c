"""English: where its words are, their stems, singulars and plurals, headers made of them."""
