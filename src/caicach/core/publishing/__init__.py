"""What is published of a round: the claims that count, what they come to, and the proof that both belong together.

Pure standard library: these modules lie in every bundle and compute the same bytes there.
"""
