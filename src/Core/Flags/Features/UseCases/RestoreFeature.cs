using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>Brings an archived flag back, as it was.</summary>
public sealed class RestoreFeature(UnitOfWork work)
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

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId, command.ExpectedRevision, allowArchived: true)).TryGet(out var edit, out var error))
        {
            return error;
        }

        if (edit.Feature.ArchivedAt is null)
        {
            return change.Nothing<int>(edit.Feature.Revision);
        }

        edit.Feature.ArchivedAt = null;
        return edit.Save("restored", "brought back");
    }
}
