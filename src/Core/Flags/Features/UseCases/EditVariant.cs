using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>Changes what a variant serves, in every environment at once. Its key stays.</summary>
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
    }

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

        if (await guard.WhyVariantsFrozenAsync(change.Db, command.FeatureId, change.Cancellation) is { } frozen)
        {
            return frozen;
        }

        if (edit.Variant(command.VariantId) is not { } variant)
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

        if (!FlagValue.Parse(edit.Feature.ValueType, command.Value, "value").TryGet(out var value, out error))
        {
            return error;
        }

        if (value == variant.Value)
        {
            return change.Nothing<int>(edit.Feature.Revision);
        }

        var before = variant.Value;
        variant.Value = value;
        return edit.Save("variant_edited", $"variant {variant.Key} {FlagValue.Quote(before)} to {FlagValue.Quote(value)}");
    }
}
