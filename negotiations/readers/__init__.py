"""What a page or an endpoint shows, read in a number of queries that does not grow with the rows."""
