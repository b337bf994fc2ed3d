using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.States;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>
/// Puts a flag away that no experiment needs: it leaves the lists and becomes read only. Applications get what it
/// serves, so that nothing breaks that still asks for it.
/// </summary>
public sealed class ArchiveFeature(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="ExpectedRevision">The feature's revision on the asker's screen; null acts on whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, int? ExpectedRevision = null);

    /// <returns>The feature's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId, command.ExpectedRevision, allowArchived: true)).TryGet(out var edit, out var error))
        {
            return error;
        }

        if (edit.Feature.ArchivedAt is not null)
        {
            return change.Nothing<int>(edit.Feature.Revision);
        }

        if (await guard.WhyKeptAsync(change.Db, new FlagUse(null, command.FeatureId), change.Cancellation) is { } kept)
        {
            return kept;
        }

        edit.Feature.ArchivedAt = change.Now;
        return edit.Save("archived", "archived");
    }
}
