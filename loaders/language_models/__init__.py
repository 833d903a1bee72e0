"""Language models as one more voice: asked, checked, and weighed beside the rules."""
