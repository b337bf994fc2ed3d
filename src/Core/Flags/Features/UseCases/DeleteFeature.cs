using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>
/// Deletes a flag in every environment, with its overrides and identity overrides: applications that ask for it get
/// nothing from then on. Refused while an experiment on it is not completed. The name is free again.
/// </summary>
public sealed class DeleteFeature(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="ExpectedRevision">The feature's revision on the asker's screen; null acts on whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<Done>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId, command.ExpectedRevision, allowArchived: true)).TryGet(out var edit, out var error))
        {
            return error;
        }

        if (await guard.WhyKeptAsync(change.Db, new FlagUse(null, command.FeatureId), change.Cancellation) is { } kept)
        {
            return kept;
        }

        // States and versions stay: completed experiments on the flag can still be read. Identifiers are people's, and pictures are large.
        var identities = await change.Db.Set<IdentityOverride>().Where(entry => entry.FeatureId == command.FeatureId)
            .ExecuteDeleteAsync(change.Cancellation);
        var variants = edit.Variants.ConvertAll(variant => variant.Id);
        _ = await change.Db.Set<VariantPicture>().Where(picture => variants.Contains(picture.VariantId)).ExecuteDeleteAsync(change.Cancellation);
        edit.Variants.ForEach(variant => variant.PictureDigest = null);
        edit.Feature.DeletedAt = change.Now;
        _ = edit.Save("deleted", identities == 0 ? "deleted" : $"deleted with {identities} identity overrides", isDeleted: true);
        return default(Done);
    }
}
