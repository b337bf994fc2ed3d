using System.Globalization;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.Bench;

/// <summary>How long a new environment keeps others from writing, in a project that has as many flags as it may.</summary>
internal static class EnvironmentBench
{
    private const int Times = 10;
    private const double Goal = 2_000;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        await using var shop = await BenchShop.CreateAsync();
        await ManyExperiments.AddAsync(shop, 0, CreateFeature.MaxFeatures);
        using var counter = new CommandCounter();
        var (times, commands) = (new List<double>(), 0);
        for (var number = 0; number < Times; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Copy {number}");
            times.Add(await Stopwatches.TimeAsync(async () => commands = await counter.CountAsync(() => CreateAsync(shop, name))));
        }

        var time = Stopwatches.At(times, 0.5);
        return
        [
            new BenchRow(
                string.Create(CultureInfo.InvariantCulture, $"a new environment of {CreateFeature.MaxFeatures:N0} flags, copied"), Stopwatches.Milliseconds(time),
                string.Create(CultureInfo.InvariantCulture, $"{commands} database commands"), Goal: $"below {Goal.ToString(CultureInfo.InvariantCulture)} ms", IsMet: time < Goal),
        ];
    }

    private static async Task CreateAsync(BenchShop shop, string name)
        => _ = (await shop.Get<CreateEnvironment>().RunAsync(new(shop.Access, new(name, Versioning.V2, IsProduction: false), shop.Production))).Value;
}
