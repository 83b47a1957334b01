"""Types, vocabulary, gazetteer, units, and the graph of claims."""
