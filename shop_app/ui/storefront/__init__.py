"""What shoppers see: home, lists, product, sellers' fronts, help."""
