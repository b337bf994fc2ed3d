using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Bench;

/// <summary>
/// Saving a rollout against a bare transaction that writes the same rows of the same file: what checks, records and the
/// object mapping cost on top of what the disk costs anyway.
/// </summary>
internal static class RolloutBench
{
    private const double Goal = 3;
    private const int Times = 300;

    // Until the runtime has compiled all of it for good: a server that is up runs that code.
    private const int WarmUp = 4_500;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        await using var shop = await BenchShop.CreateAsync();
        return
        [
            .. await MeasureAsync(shop, shop.Development, Versioning.V1),
            .. await MeasureAsync(shop, shop.Production, Versioning.V2),
        ];
    }

    private static async Task<IReadOnlyList<BenchRow>> MeasureAsync(BenchShop shop, int environmentId, Versioning versioning)
    {
        int experimentId, variantId;
        await using (var db = shop.Open())
        {
            var experiment = await db.Set<Experiment>().OrderByDescending(experiment => experiment.Id)
                .FirstAsync(experiment => experiment.EnvironmentId == environmentId && experiment.Status != ExperimentStatus.Completed);
            experimentId = experiment.Id;
            variantId = await db.Set<Variant>().Where(variant => variant.FeatureId == experiment.FeatureId)
                .OrderBy(variant => variant.Ordinal).Select(variant => variant.Id).FirstAsync();
        }

        await using var bare = await BareRollout.OpenAsync(shop.ConnectionString, environmentId, experimentId, versioning);
        var (applied, plain) = await Stopwatches.AlternateAsync(
            Times,
            WarmUp,
            turn => ApplyAsync(shop, environmentId, experimentId, variantId, turn),
            bare.WriteAsync);
        var tracked = await TrackedRollout.OpenAsync(shop, environmentId, experimentId, versioning);
        var (mapped, again) = await Stopwatches.AlternateAsync(Times, WarmUp, tracked.WriteAsync, bare.WriteAsync);
        var (ratio, name) = (applied / plain, versioning.ToString().ToLowerInvariant());
        return
        [
            new BenchRow(
                $"ApplyRollout, percentage and split, {name}", Stopwatches.Milliseconds(applied),
                $"the bare transaction {Stopwatches.Milliseconds(plain)}", ratio, $"at most {Goal}", ratio <= Goal),
            new BenchRow(
                $"the same rows through the change tracker, {name}", Stopwatches.Milliseconds(mapped),
                $"the bare transaction {Stopwatches.Milliseconds(again)}", mapped / again),
        ];
    }

    // Percentage and split change with every turn, so that all parts are written.
    private static async Task ApplyAsync(BenchShop shop, int environmentId, int experimentId, int variantId, int turn)
        => _ = (await shop.Get<ApplyRollout>().RunAsync(new(
            shop.Access,
            environmentId,
            experimentId,
            new RolloutChange
            {
                Percentage = new BasisPoints(1_000 + turn),
                Allocations = [new VariantAllocation(variantId, new BasisPoints(5_000 + turn))],
            }))).Value;
}
