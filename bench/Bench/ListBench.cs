using System.Globalization;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.Bench;

/// <summary>The list of experiments with very many against the list with few, and what a search costs.</summary>
internal static class ListBench
{
    private const int Few = 100;
    private const int Many = 100_000;
    private const double Goal = 1.5;
    private const int MostCommands = 3;
    private const int Times = 200;

    // Until the runtime has compiled all of it for good: a server that is up runs that code.
    private const int WarmUp = 1_000;

    // What the page of the list asks for.
    private static readonly ExperimentListQuery s_page = new() { WithDrafts = true, WithSignals = true };

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        await using var few = await BenchShop.CreateAsync();
        await using var many = await BenchShop.CreateAsync();
        await ManyExperiments.AddAsync(few, Few);
        await ManyExperiments.AddAsync(many, Many);
        var rows = new List<BenchRow> { await CommandsAsync(many) };
        foreach (var (name, query) in Pages())
        {
            var (large, small) = await Stopwatches.AlternateAsync(
                Times, WarmUp, _ => ListAsync(many, query), _ => ListAsync(few, query));
            var ratio = large / small;
            rows.Add(new BenchRow(
                $"experiments, first page, {name}, with {Number(Many)}", Stopwatches.Milliseconds(large),
                $"with {Number(Few)} {Stopwatches.Milliseconds(small)}", ratio, $"at most {Goal.ToString(CultureInfo.InvariantCulture)}", ratio <= Goal));
        }

        foreach (var text in (string[])["experiment 54321", "checkout", "xyzzy", "zz"])
        {
            var query = new ExperimentListQuery { Search = text };
            var (time, found) = await SearchAsync(many, query);
            rows.Add(new BenchRow(
                $"experiments, search for “{text}” in {Number(Many)}", Stopwatches.Milliseconds(time), $"{Number(found)} found"));
        }

        return rows;
    }

    private static IEnumerable<(string Name, ExperimentListQuery Query)> Pages()
    {
        yield return ("newest", s_page);
        yield return ("by name", s_page with { Sort = ExperimentSort.Name, Descending = false });
        yield return ("by start", s_page with { Sort = ExperimentSort.Started });
        yield return ("completed", s_page with { Statuses = [ExperimentStatus.Completed] });
    }

    private static async Task<BenchRow> CommandsAsync(BenchShop shop)
    {
        using var counter = new CommandCounter();
        var commands = await counter.CountAsync(() => ListAsync(shop, s_page));
        return new BenchRow(
            "experiments, database commands of a page", Number(commands), Goal: $"at most {MostCommands}", IsMet: commands <= MostCommands);
    }

    private static async Task<(double Time, int Found)> SearchAsync(BenchShop shop, ExperimentListQuery query)
    {
        const int Searches = 20;
        var times = new List<double>();
        for (var turn = 0; turn < Searches; turn++)
        {
            times.Add(await Stopwatches.TimeAsync(() => ListAsync(shop, query)));
        }

        return (Stopwatches.At(times, 0.5), (await ListAsync(shop, query)).Page.Total);
    }

    private static Task<ExperimentList> ListAsync(BenchShop shop, ExperimentListQuery query)
        => shop.Get<ExperimentReads>().ListAsync(shop.Access, shop.Production, query);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
