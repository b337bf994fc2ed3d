using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

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

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FlagEdit.OpenAsync(change, guard, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        var edited = await edit.PutOverrideAsync(command.SegmentId, command.State);
        return edited.IsOk ? await edit.SaveAsync(edited.Value) : edited.Errors.ToArray();
    }
}
