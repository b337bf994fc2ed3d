using ExperimentAdmin.Bench;

// Machines differ, so what counts is a ratio of two things measured in the same run, alternating.
var benches = new Dictionary<string, Func<Task<IReadOnlyList<BenchRow>>>>(StringComparer.Ordinal)
{
    ["rollout"] = RolloutBench.RunAsync,
    ["list"] = ListBench.RunAsync,
    ["drag"] = DragBench.RunAsync,
    ["api"] = ApiBench.RunAsync,
    ["delivery"] = DeliveryBench.RunAsync,
    ["engine"] = EngineBench.RunAsync,
    ["node"] = NodeBench.RunAsync,
    ["save"] = SaveBench.RunAsync,
    ["pages"] = PagesBench.RunAsync,
    ["lists"] = OpenListsBench.RunAsync,
    ["stamps"] = StampBench.RunAsync,
    ["environment"] = EnvironmentBench.RunAsync,
};
if (args.FirstOrDefault(name => !benches.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no {unknown}. Name some of {string.Join(", ", benches.Keys)}, or nothing for all.");
    return 1;
}

var rows = new List<BenchRow>();
foreach (var (_, bench) in benches.Where(bench => args.Length == 0 || args.Contains(bench.Key)))
{
    rows.AddRange(await bench());
}

BenchTable.Print(rows);
return 0;
