// Two cores: two stories at a time, each with a browser page and a server that work for it.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
