using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.States;

/// <summary>Gives a new environment its flags, and says what keeps one from being archived or deleted.</summary>
internal sealed class EnvironmentFlags(IFlagGuard guard) : IEnvironmentFlags
{
    public Task<Error?> WhyKeptAsync(AppDbContext db, int environmentId, CancellationToken cancellationToken)
        => guard.WhyKeptAsync(db, new FlagUse(environmentId, FeatureId: null), cancellationToken);

    async Task IEnvironmentFlags.FillAsync(ChangeContext change, int environmentId, int? copyFrom)
    {
        var features = await change.Db.Set<Feature>().AsNoTracking()
            .Where(feature => feature.ProjectId == change.ProjectId && feature.DeletedAt == null)
            .OrderBy(feature => feature.Id).ToListAsync(change.Cancellation);
        var copied = copyFrom is { } source ? await DefaultsAsync(change, source, [.. features.Select(feature => feature.Id)]) : [];
        await FlagWriter.CreateAsync(change, [.. features.Select(feature => copied.TryGetValue(feature.Id, out var state)
            ? new NewFlag(environmentId, feature.Id, state.Enabled, state.Value) { Allocations = state.Allocations }
            : new NewFlag(environmentId, feature.Id, feature.DefaultEnabled, feature.InitialValue))]);
    }

    private async Task<Dictionary<int, ScopedState>> DefaultsAsync(ChangeContext change, int environmentId, IReadOnlyCollection<int> features)
    {
        var flags = await FlagReader.ListAsync(change.Db, environmentId, features, change.Cancellation);
        var taken = await guard.TakenAsync(change.Db, environmentId, change.Cancellation);
        foreach (var flag in flags.Where(flag => taken.ContainsKey(flag.FeatureId)))
        {
            flag.Default.Allocate(taken[flag.FeatureId]);
        }

        return flags.ToDictionary(flag => flag.FeatureId, flag => flag.Default);
    }
}
