using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>Changes what everybody gets whom no override applies to: the flag's environment default.</summary>
public sealed class ChangeDefault(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">Where.</param>
    /// <param name="FeatureId">The flag.</param>
    /// <param name="State">What is wanted.</param>
    /// <param name="ExpectedRevision">The flag's revision on the asker's screen; null applies the named members to whatever is there.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int FeatureId, StateChange State, int? ExpectedRevision = null);

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

        var edited = edit.EditDefault(command.State);
        return edited.IsOk ? await edit.SaveAsync(edited.Value) : edited.Errors.ToArray();
    }
}
