using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>Changes the order in which people see variants. Who gets which does not depend on it.</summary>
public sealed class ReorderVariants(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="VariantIds">Every variant of the feature, archived ones included, each once.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, IReadOnlyList<int> VariantIds);

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

        if (await guard.WhyVariantsFrozenAsync(change.Db, change.Access, command.FeatureId, change.Cancellation) is { } frozen)
        {
            return frozen;
        }

        var before = edit.Variants.Select(variant => variant.Id).ToList();
        if (!command.VariantIds.Order().SequenceEqual(before.Order()))
        {
            return FlagErrors.VariantOrderIncomplete();
        }

        if (command.VariantIds.SequenceEqual(before))
        {
            return change.Nothing<int>(edit.Feature.Revision);
        }

        foreach (var (position, id) in command.VariantIds.Index())
        {
            edit.Variant(id)!.Position = position;
        }

        return edit.Save("variants_reordered", $"variants in the order {string.Join(", ", command.VariantIds.Select(id => edit.Variant(id)!.Key))}");
    }
}
