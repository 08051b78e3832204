"""Plain HTTP beside the screens: forms, health, media, sitemaps."""
