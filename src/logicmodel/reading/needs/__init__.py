"""Tables of needs from elsewhere: people in need, scores, votes and ranks, as others lay them out."""
