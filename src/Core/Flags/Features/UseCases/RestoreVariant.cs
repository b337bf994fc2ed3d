using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>Brings an archived variant back, with its key, its value and its place in the hash.</summary>
public sealed class RestoreVariant(UnitOfWork work, IFlagGuard guard)
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

        if (variant.ArchivedAt is null)
        {
            return change.Nothing<int>(edit.Feature.Revision);
        }

        if (await guard.WhyVariantsFrozenAsync(change.Db, change.Access, command.FeatureId, change.Cancellation) is { } frozen)
        {
            return frozen;
        }

        variant.ArchivedAt = null;
        return edit.Save("variant_restored", $"variant {variant.Key} brought back");
    }
}
