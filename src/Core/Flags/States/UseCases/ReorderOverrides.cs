using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>
/// Changes which hand-made override wins when several segments match. An experiment's rollout is always last and is not
/// part of the order.
/// </summary>
public sealed class ReorderOverrides(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">Where.</param>
    /// <param name="FeatureId">The flag.</param>
    /// <param name="SegmentIds">The segments of all hand-made overrides, each once, the one that wins first.</param>
    /// <param name="ExpectedRevision">The flag's revision on the asker's screen; null orders whatever is there.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int FeatureId, IReadOnlyList<int> SegmentIds, int? ExpectedRevision = null);

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

        var before = OverrideOrder.Of(edit.Flag);
        if (!command.SegmentIds.Order().SequenceEqual(before.Order()))
        {
            return FlagErrors.OverrideOrderIncomplete(command.SegmentIds, before);
        }

        OverrideOrder.Move(edit.Flag, command.SegmentIds.Index().Select(entry => (entry.Item, entry.Index)));
        return await OverrideOrder.SaveAsync(change, edit, before);
    }
}
