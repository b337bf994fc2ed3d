using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Storage;
using ExperimentAdmin.Core.Flags.States;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>
/// Deletes a variant that nobody gets: no share in any environment, no identity override, no experiment. Its picture goes,
/// its key is free again, its ordinal never is. Without its last variant a flag is plain.
/// </summary>
public sealed class DeleteVariant(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="VariantId">The variant.</param>
    /// <param name="ExpectedRevision">The feature's revision on the asker's screen; null deletes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, int VariantId, int? ExpectedRevision = null);

    /// <returns>The feature's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        if (edit.Variant(command.VariantId) is not { } variant)
        {
            return FlagErrors.VariantNotFound();
        }

        var errors = new List<Error>();
        if (await VariantRemoval.WhyServedAsync(change, guard, edit, variant) is { } served)
        {
            errors.Add(served);
        }

        var forced = (await VariantUses.ForcedAsync(change.Db, command.FeatureId, change.Cancellation))[variant.Id].ToList();
        if (forced.Count > 0)
        {
            errors.Add(FlagErrors.VariantForced(variant.Key, forced));
        }

        // An experiment needs something to compare, whatever its split is today.
        if (errors.Count == 0 && edit.Variants.Count == 1
            && await guard.WhyKeptAsync(change.Db, new FlagUse(null, command.FeatureId), change.Cancellation) is { } kept)
        {
            errors.Add(kept);
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        _ = await change.Db.Set<VariantPicture>().Where(picture => picture.VariantId == variant.Id).ExecuteDeleteAsync(change.Cancellation);
        (variant.DeletedAt, variant.PictureDigest) = (change.Now, null);
        _ = edit.Variants.Remove(variant);
        return edit.Save("variant_deleted", $"variant {variant.Key} deleted");
    }
}
