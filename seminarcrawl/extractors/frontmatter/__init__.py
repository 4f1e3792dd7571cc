"""Documents with front matter: Jekyll, Hugo, Quarto and their like."""
