using System.Diagnostics;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;

namespace ExperimentAdmin.Bench;

/// <summary>How long a whole save takes until its change is served, which is longer than from the commit on.</summary>
internal static class SaveBench
{
    private const int Features = 100;
    private const int Saves = 300;
    private const int WarmUp = 30;
    private const double Goal = 50;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        await using var shop = await BenchShop.CreateAsync();
        for (var number = 0; number < Features; number++)
        {
            _ = (await shop.Get<CreateFeature>().RunAsync(new(shop.Access, $"flag_{number}", FlagValueType.String) { InitialValue = "on" })).Value;
        }

        var keeper = shop.Get<EnvironmentKeeper>();
        await keeper.StartAsync(CancellationToken.None);
        var row = await MeasureAsync(shop, shop.Production);
        await keeper.StopAsync(CancellationToken.None);
        return [row];
    }

    private static async Task<BenchRow> MeasureAsync(BenchShop shop, int environment)
    {
        var list = await shop.Get<ExperimentReads>().ListAsync(shop.Access, environment, new ExperimentListQuery());
        var (experiment, served, apply) = (list.Page.Items[0].Id, shop.Get<ServedEnvironments>(), shop.Get<ApplyRollout>());
        var times = new List<double>();
        for (var turn = 0; turn < WarmUp + Saves; turn++)
        {
            var before = served.Find(environment)!.Revision;
            var start = Stopwatch.GetTimestamp();
            _ = (await apply.RunAsync(new(shop.Access, environment, experiment, new() { Percentage = new BasisPoints(100 + turn) }))).Value;
            if (served.Find(environment)!.Revision <= before)
            {
                throw new InvalidOperationException("The save returned before its change was served.");
            }

            if (turn >= WarmUp)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        var late = Stopwatches.At(times, 0.99);
        return new BenchRow(
            $"a whole save until it is served, {Features} flags", Stopwatches.Milliseconds(Stopwatches.At(times, 0.5)),
            $"99 of 100 below {Stopwatches.Milliseconds(late)}", Goal: $"below {Goal} ms", IsMet: late < Goal);
    }
}
