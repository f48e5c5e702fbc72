"""The drafting desk: rounds, the draft's clauses beside what groups said, fates, publishing."""
