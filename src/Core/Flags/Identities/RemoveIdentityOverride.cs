using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>Ends what one identity was forced to get. Allowed while an experiment holds the flag, and on an archived flag.</summary>
public sealed class RemoveIdentityOverride(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; support.</param>
    /// <param name="EnvironmentId">Where.</param>
    /// <param name="FeatureId">The flag.</param>
    /// <param name="OverrideId">The identity override.</param>
    /// <param name="ExpectedRevision">The override's revision on the asker's screen; null removes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int FeatureId, int OverrideId, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, Permission.EditIdentityOverrides, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (await FeatureEdit.FindAsync(change, command.FeatureId) is not { } feature)
        {
            return FlagErrors.NotFound();
        }

        var entry = await change.Db.Set<IdentityOverride>().SingleOrDefaultAsync(
            entry => entry.Id == command.OverrideId && entry.EnvironmentId == command.EnvironmentId && entry.FeatureId == feature.Id,
            change.Cancellation);
        if (entry is null)
        {
            return FlagErrors.IdentityOverrideNotFound();
        }

        if (await StaleRevision.CheckAsync(change, AuditKey.IdentityOverride(entry.Id), command.ExpectedRevision, entry.Revision) is { } stale)
        {
            return stale;
        }

        var before = await IdentityOverrideChange.RecordAsync(change, feature, entry);
        await IdentityOverrideChange.AppendAsync(
            change, entry, "identity_override_removed", $"no longer forced: {before.Describe()}", before, after: null);
        _ = change.Db.Remove(entry);
        await guard.DisturbAsync(change.Db, command.EnvironmentId, feature.Id, entry.Identifier, change.Now, change.Actor.Name, change.Cancellation);
        return default(Done);
    }
}
