"""Documents broken at random, by a fixed seed: whatever comes out, it is a reading or a refusal."""
