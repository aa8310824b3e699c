"""How the reader of descriptions is trained; no part of the service.

`corpus/` holds marked-up descriptions in the language of `corpus/MARKUP.md`, one file a manner of
writing. `make train` trains on nine tenths of them and stores the weights beside
`rowsmith.planning.reading`; `make score` measures those on the tenth that is kept out, always the
same by the hash of its text. To teach a new manner of saying, write ten sentences of it into a
file of the corpus, differing in subject and form (`python -m training.mark FILE` marks plain ones
up by the present weights, to be corrected), train and compare the scores.
"""
