using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>
/// Moves some hand-made overrides to places of their order; the others keep theirs among each other. No place is behind an
/// experiment's rollout.
/// </summary>
public sealed class MoveOverrides(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">Where.</param>
    /// <param name="FeatureId">The flag.</param>
    /// <param name="Moves">The overrides to move, each once.</param>
    /// <param name="ExpectedRevision">The flag's revision on the asker's screen; null moves within whatever is there.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int FeatureId, IReadOnlyList<Move> Moves, int? ExpectedRevision = null);

    /// <summary>Where an override goes.</summary>
    /// <param name="SegmentId">Its segment.</param>
    /// <param name="Priority">From 0, which wins; one beyond the end is the last place.</param>
    public sealed record Move(int SegmentId, int Priority);

    /// <returns>The flag's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Moves.DistinctBy(move => move.SegmentId).Count() < command.Moves.Count
            ? Task.FromResult<Result<int>>(FlagErrors.SegmentListedTwice())
            : work.InEnvironmentAsync<int>(
                command.Access, command.EnvironmentId, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FlagEdit.OpenAsync(change, guard, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        var before = OverrideOrder.Of(edit.Flag);
        if (command.Moves.FirstOrDefault(move => !before.Contains(move.SegmentId)) is { } missing)
        {
            return FlagErrors.OverrideNotFound(missing.SegmentId);
        }

        OverrideOrder.Move(edit.Flag, command.Moves.Select(move => (move.SegmentId, move.Priority)));
        return await OverrideOrder.SaveAsync(change, edit, before);
    }
}
