using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>
/// Adds a variant to a flag, with a share of 0 in every environment: nobody gets anything else than before, unless a share
/// is asked for.
/// </summary>
public sealed class AddVariant(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="Key">Letters, digits, <c>_</c> and <c>-</c>; unique in the feature; not <c>control</c>. Never changes.</param>
    /// <param name="Value">Of the flag's type.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, string? Key, string? Value)
    {
        /// <summary>What the asker takes the flag's values for; null for whatever they are.</summary>
        public FlagValueType? ValueType { get; init; }

        /// <summary>What is written about it; null or empty for nothing.</summary>
        public string? Description { get; init; }

        /// <summary>
        /// The variant's share in the environment default of every environment that is not archived, taken from control: all
        /// of them or none.
        /// </summary>
        public BasisPoints DefaultShare { get; init; }
    }

    /// <returns>The new variant's id.</returns>
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

        var feature = edit.Feature;
        if (await guard.WhyVariantsFrozenAsync(change.Db, change.Access, feature.Id, change.Cancellation) is { } frozen)
        {
            return frozen;
        }

        var value = FlagValue.Parse(feature.ValueType, command.Value, "value");
        var errors = VariantKey.Check(command.Key, edit.Variants.Select(variant => variant.Key), "key").Concat(value.Errors)
            .Concat(FlagText.CheckVariantDescription(command.Description)).ToList();
        if (command.ValueType is { } type && type != feature.ValueType)
        {
            errors.Insert(0, FlagErrors.ValueTypeOther(feature.ValueType));
        }

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
            Description = command.Description?.Trim() ?? string.Empty,
            Ordinal = feature.NextOrdinal,
            Position = edit.Variants.Select(variant => variant.Position + 1).DefaultIfEmpty().Max(),
        };
        feature.NextOrdinal++;
        _ = change.Db.Add(added);
        edit.Variants.Add(added);
        _ = await change.Db.SaveChangesAsync(change.Cancellation);
        _ = edit.Save("variant_added", $"variant {added.Key} added with {FlagValue.Quote(added.Value)}");
        return command.DefaultShare.Value > 0 && await ServeAsync(change, edit, added, command.DefaultShare) is { Count: > 0 } refusals ? refusals : added.Id;
    }

    // What is wrong in several environments is said once.
    private static async Task<List<Error>> ServeAsync(ChangeContext change, FeatureEdit feature, Variant added, BasisPoints share)
    {
        var open = change.Environments.Where(environment => environment.ArchivedAt is null).ToList();
        var (errors, full) = (new List<Error>(), new List<(string Environment, int Total)>());
        var edits = await FlagEdit.OpenEverywhereAsync(change, feature);
        foreach (var environment in open)
        {
            if (!edits.TryGetValue(environment.Id, out var edit))
            {
                errors.Add(FlagErrors.NotFound());
                continue;
            }

            var state = edit.Flag.Default;
            if (state.Allocated + share.Value > BasisPoints.Whole)
            {
                full.Add((environment.Name, state.Allocated + share.Value));
                continue;
            }

            var made = edit.EditDefault(new StateChange
            {
                Allocations = [.. state.Allocations.Select(old => new VariantAllocation(old.Key, old.Value)), new VariantAllocation(added.Id, share)],
            });
            errors.AddRange(made.IsOk ? (await edit.SaveAsync(made.Value)).Errors : made.Errors);
        }

        return [.. full.Count > 0 ? [FlagErrors.DefaultShareTooLarge(full, open.Count)] : Array.Empty<Error>(), .. errors.Distinct()];
    }
}
