using System.Globalization;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.Bench;

/// <summary>
/// What a change of an environment costs until it is served, with very many experiments that are over against none: every change
/// finds out what else changed.
/// </summary>
internal static class StampBench
{
    private const int Flags = 1_000;
    private const int Running = 100;
    private const int Old = 100_000;
    private const int Times = 200;
    private const int WarmUp = 200;
    private const double Goal = 1.3;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        await using var few = await BenchShop.CreateAsync();
        await using var many = await BenchShop.CreateAsync();
        await ManyExperiments.AddAsync(few, 0, Flags, Running);
        await ManyExperiments.AddAsync(many, Old, Flags, Running);
        BenchShop[] shops = [few, many];
        foreach (var shop in shops)
        {
            await shop.Get<EnvironmentKeeper>().StartAsync(CancellationToken.None);
        }

        List<BenchRow> rows =
        [
            await MeasureAsync("a rename of an environment", many, few, RenameAsync),
            await MeasureAsync("a save of a rollout", many, few, await NewestAsync(few, many)),

            // To be known: the flag itself has a hundred rollouts more, which each of its versions has.
            await MeasureAsync("a save of a rollout, on one of their flags", many, few, (shop, turn) => SaveAsync(shop, ManyExperiments.FirstRunning(shop == many ? Old : 0), turn)) with { Goal = null, IsMet = null },
        ];
        foreach (var shop in shops)
        {
            await shop.Get<EnvironmentKeeper>().StopAsync(CancellationToken.None);
        }

        return rows;
    }

    private static async Task<BenchRow> MeasureAsync(string what, BenchShop many, BenchShop few, Func<BenchShop, int, Task> change)
    {
        var (large, small) = await Stopwatches.AlternateAsync(
            Times, WarmUp, turn => ServedAsync(many, turn, change), turn => ServedAsync(few, turn, change));
        var ratio = large / small;
        return new BenchRow(
            $"{what} until it is served, {Number(Flags)} flags, {Number(Running)} experiments running, {Number(Old)} over",
            Stopwatches.Milliseconds(large), $"none over {Stopwatches.Milliseconds(small)}", ratio,
            $"at most {Goal.ToString(CultureInfo.InvariantCulture)}", ratio <= Goal);
    }

    private static async Task ServedAsync(BenchShop shop, int turn, Func<BenchShop, int, Task> change)
    {
        var served = shop.Get<ServedEnvironments>();
        var before = served.Find(shop.Production)!.Revision;
        await change(shop, turn);
        if (served.Find(shop.Production)!.Revision <= before)
        {
            throw new InvalidOperationException("The change returned before it was served.");
        }
    }

    private static async Task RenameAsync(BenchShop shop, int turn)
        => _ = (await shop.Get<EditEnvironment>().RunAsync(new(shop.Access, shop.Production)
        {
            Name = $"Place {Number(turn)}",
            IsProduction = true,
            HideSensitiveData = false,
            AllowClientTraits = true,
        })).Value;

    // Of the newest experiment, which is one of the demo and alone on its flag.
    private static async Task<Func<BenchShop, int, Task>> NewestAsync(params BenchShop[] shops)
    {
        var ids = new Dictionary<BenchShop, int>();
        foreach (var shop in shops)
        {
            var list = await shop.Get<ExperimentReads>().ListAsync(shop.Access, shop.Production, new ExperimentListQuery());
            ids.Add(shop, list.Page.Items[0].Id);
        }

        return (shop, turn) => SaveAsync(shop, ids[shop], turn);
    }

    private static async Task SaveAsync(BenchShop shop, int experiment, int turn)
        => _ = (await shop.Get<ApplyRollout>()
            .RunAsync(new(shop.Access, shop.Production, experiment, new() { Percentage = new BasisPoints(100 + turn) }))).Value;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
