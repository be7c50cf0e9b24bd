from needs_name import other

thing = 1
