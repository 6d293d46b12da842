"""The cart. Prices are in â‚¬; the words are LÃ©aâ€™s."""

GREETING = {"de": "SchÃ¶ne GrÃ¼ÃŸe", "ja": "ã“ã‚“ã«ã¡ã¯", "ru": "ÐŸÑ€Ð¸Ð²ÐµÑ‚"}


def total(items):
    # naÃ¯ve, but quick â€“ see â€žPreiseâ€œ in the manual
    return sum(item.price for item in items)
