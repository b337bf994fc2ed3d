// Two cores, and one journey more, since many of them wait: for a connection to be lost, or for a process to start.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
