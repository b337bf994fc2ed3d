using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>Puts a variant away that nobody gets: it can get no new share until it is brought back.</summary>
public sealed class ArchiveVariant(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="VariantId">The variant.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, int VariantId);

    /// <returns>The feature's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId)).TryGet(out var edit, out var error))
        {
            return error;
        }

        if (edit.Variant(command.VariantId) is not { } variant)
        {
            return FlagErrors.VariantNotFound();
        }

        if (variant.ArchivedAt is not null)
        {
            return change.Nothing<int>(edit.Feature.Revision);
        }

        if (await VariantRemoval.WhyServedAsync(change, guard, edit, variant) is { } served)
        {
            return served;
        }

        variant.ArchivedAt = change.Now;
        return edit.Save("variant_archived", $"variant {variant.Key} archived");
    }
}
