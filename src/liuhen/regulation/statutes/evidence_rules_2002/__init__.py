"""最高人民法院关于行政诉讼证据若干问题的规定: what a court asks of a document, a picture, an opinion."""
