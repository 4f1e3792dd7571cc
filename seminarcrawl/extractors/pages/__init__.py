"""Pages: HTML and Markdown as blocks, blocks as talks."""
