using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Flags.States.UseCases;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>
/// Changes what a variant serves, in every environment at once, and what is written about it. Its key stays. What is written is served to
/// nobody, so an experiment that freezes the flag leaves that free, and what changes nothing too.
/// </summary>
public sealed class EditVariant(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="VariantId">The variant.</param>
    /// <param name="Value">Of the flag's type.</param>
    /// <param name="ExpectedRevision">The feature's revision on the asker's screen; null edits whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, int VariantId, string? Value, int? ExpectedRevision = null)
    {
        /// <summary>What the asker takes the variant's key for; null for whatever it is.</summary>
        public string? Key { get; init; }

        /// <summary>What the asker takes the flag's values for; null for whatever they are.</summary>
        public FlagValueType? ValueType { get; init; }

        /// <summary>What is written about the variant: empty for nothing, null for what there is.</summary>
        public string? Description { get; init; }
    }

    /// <returns>The feature's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = FlagText.CheckVariantDescription(command.Description).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        var variant = edit.Variant(command.VariantId);
        var parsed = FlagValue.Parse(edit.Feature.ValueType, command.Value, "value");
        var serves = variant is null || !parsed.IsOk || parsed.Value != variant.Value
            || (command.Key ?? variant.Key).Trim() != variant.Key || (command.ValueType ?? edit.Feature.ValueType) != edit.Feature.ValueType;
        if (serves
            && await guard.WhyVariantsFrozenAsync(change.Db, change.Access, command.FeatureId, change.Cancellation) is { } frozen)
        {
            return frozen;
        }

        if (variant is null)
        {
            return FlagErrors.VariantNotFound();
        }

        if (command.Key is { } key && key.Trim() != variant.Key)
        {
            return FlagErrors.KeyFixed(variant.Key);
        }

        if (command.ValueType is { } type && type != edit.Feature.ValueType)
        {
            return FlagErrors.ValueTypeOther(edit.Feature.ValueType);
        }

        if (!parsed.TryGet(out var value, out error))
        {
            return error;
        }

        return Save(change, edit, variant, value, command.Description?.Trim() ?? variant.Description);
    }

    private static Result<int> Save(ChangeContext change, FeatureEdit edit, Variant variant, string value, string description)
    {
        var (before, isDescribed) = (variant.Value, description != variant.Description);
        (variant.Value, variant.Description) = (value, description);
        return (value != before, isDescribed) switch
        {
            (false, false) => change.Nothing<int>(edit.Feature.Revision),
            (false, true) => edit.Save("variant_described", $"description of variant {variant.Key} changed"),
            (true, _) => edit.Save(
                "variant_edited", $"variant {variant.Key} {FlagValue.Quote(before)} to {FlagValue.Quote(value)}{(isDescribed ? "; description changed" : null)}"),
        };
    }
}
