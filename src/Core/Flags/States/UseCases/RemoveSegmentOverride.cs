using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>Takes a segment's override away: its identities get what comes next.</summary>
public sealed class RemoveSegmentOverride(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">Where.</param>
    /// <param name="FeatureId">The flag.</param>
    /// <param name="SegmentId">A segment that people made.</param>
    /// <param name="ExpectedRevision">The flag's revision on the asker's screen; null removes whatever is there.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int FeatureId, int SegmentId, int? ExpectedRevision = null);

    /// <returns>The flag's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<int>(
            command.Access, command.EnvironmentId, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FlagEdit.OpenAsync(change, guard, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        if (await edit.SegmentAsync(command.SegmentId) is not { } segment || edit.Flag.OverrideOf(segment.Id) is not { } state)
        {
            return FlagErrors.OverrideNotFound(command.SegmentId);
        }

        var scope = $"override of {segment.Name}";
        var before = edit.Served(state);
        _ = edit.Flag.Overrides.Remove(state);
        return await edit.SaveAsync(
            "override_removed", $"{scope} removed: {before.Describe()}", StateRecord.Of(scope, segment.Id, before), after: null);
    }
}
