"""How columns move each other: scores, latents, ranks, and how well they can be predicted."""
