using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Core.Flags.UseCases;

/// <summary>Adds a variant to a flag, with a share of 0 in every environment: nobody gets anything else than before.</summary>
public sealed class AddVariant(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="Key">Letters, digits, <c>_</c> and <c>-</c>; unique in the feature; not <c>control</c>. Never changes.</param>
    /// <param name="Value">Of the flag's type.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, string? Key, string? Value);

    /// <returns>The new variant's id.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(Change change, Command command)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId)).TryGet(out var edit, out var error))
        {
            return error;
        }

        var feature = edit.Feature;
        if (await guard.WhyVariantsFrozenAsync(change.Db, feature.Id, change.Cancellation) is { } frozen)
        {
            return frozen;
        }

        var value = FlagValue.Parse(feature.ValueType, command.Value, "value");
        var errors = VariantKey.Check(command.Key, edit.Variants.Select(variant => variant.Key), "key").Concat(value.Errors).ToList();
        if (edit.Variants.Count >= Feature.MaxVariants)
        {
            errors.Add(FlagErrors.TooManyVariants());
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        var added = new Variant
        {
            FeatureId = feature.Id,
            Key = command.Key!.Trim(),
            Value = value.Value,
            Ordinal = feature.NextOrdinal,
            Position = edit.Variants.Select(variant => variant.Position + 1).DefaultIfEmpty().Max(),
        };
        feature.NextOrdinal++;
        _ = change.Db.Add(added);
        edit.Variants.Add(added);
        _ = await change.Db.SaveChangesAsync(change.Cancellation);
        _ = edit.Save("variant_added", $"variant {added.Key} added with {FlagValue.Quote(added.Value)}");
        return added.Id;
    }
}
