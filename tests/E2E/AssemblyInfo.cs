// Two cores: two stories at a time, each with a browser page and a server that work for it.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
