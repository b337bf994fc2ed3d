using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Flags.UseCases;

/// <summary>
/// Serves the identities of a segment something of their own: adds the flag's override for it, behind the others, or
/// changes it. A segment that had one before gets the same people the same variants.
/// </summary>
public sealed class PutSegmentOverride(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">Where.</param>
    /// <param name="FeatureId">The flag.</param>
    /// <param name="SegmentId">A segment that people made.</param>
    /// <param name="State">What is wanted; a new override starts as the environment default is.</param>
    /// <param name="ExpectedRevision">The flag's revision on the asker's screen; null applies the named members to whatever is there.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int FeatureId, int SegmentId, StateChange State, int? ExpectedRevision = null);

    /// <returns>The flag's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<int>(
            command.Access, command.EnvironmentId, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(Change change, Command command)
    {
        if (!(await FlagEdit.OpenAsync(change, guard, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        if (await edit.SegmentAsync(command.SegmentId) is not { } segment)
        {
            return FlagErrors.SegmentUnknown();
        }

        var scope = $"override of {segment.Name}";
        var state = edit.Flag.OverrideOf(segment.Id);
        var before = state is null ? null : edit.Served(state);
        if (state is null)
        {
            if (WhyNoMore(edit, segment) is { } refusal)
            {
                return refusal;
            }

            state = await edit.Writer.AddOverrideAsync(segment.Id);
            (state.Enabled, state.Value) = (edit.Flag.Default.Enabled, edit.Flag.Default.Value);
            state.Allocate(edit.Flag.Default.Allocations);
        }

        var errors = edit.Apply(state, command.State);
        if (errors.Count > 0)
        {
            return errors.ToArray();
        }

        var after = edit.Served(state);
        return await edit.SaveAsync(
            before is null ? "override_added" : "override_changed",
            before is null ? $"{scope} added: {after.Describe()}" : $"{scope}: {ServedState.Difference(before, after)}",
            before is null ? null : StateRecord.Of(scope, segment.Id, before),
            StateRecord.Of(scope, segment.Id, after));
    }

    private static Error? WhyNoMore(FlagEdit edit, Segment segment)
    {
        if (segment.ArchivedAt is not null)
        {
            return FlagErrors.SegmentArchived(segment.Name);
        }

        return edit.Flag.HandMade.Count() >= OverrideRank.MaxHandMade ? FlagErrors.TooManyOverrides() : null;
    }
}
