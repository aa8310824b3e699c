"""How the reader's weights are made. Not packaged; nothing of the product imports it."""
