"""Questions to the graph of claims."""
