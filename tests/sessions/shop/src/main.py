from cart import GREETING

print(GREETING["de"], "→ Käse, Brötchen")
