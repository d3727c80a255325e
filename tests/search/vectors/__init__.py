"""What the analysis of texts and of typed pinyin yields, for Python and browsers alike."""
