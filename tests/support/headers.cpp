// Carries the headers that all tests share, so that they are compiled once.
