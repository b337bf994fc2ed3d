using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Storage;
using ExperimentAdmin.Core.Flags.States;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>What keeps a variant from being put away, whether archived or deleted.</summary>
internal static class VariantRemoval
{
    /// <summary>The refusal while the variants are frozen, an experiment splits to this one, or a live state gives it a share; or null.</summary>
    public static async Task<Error?> WhyServedAsync(ChangeContext change, IFlagGuard guard, FeatureEdit edit, Variant variant)
    {
        if (await guard.WhyVariantsFrozenAsync(change.Db, change.Access, edit.Feature.Id, change.Cancellation) is { } frozen)
        {
            return frozen;
        }

        if (await guard.WhyKeptAsync(change.Db, new FlagUse(null, edit.Feature.Id, variant.Id), change.Cancellation) is { } kept)
        {
            return kept;
        }

        var places = (await VariantUses.ServedAsync(change.Db, edit.Feature.Id, change.Cancellation))[variant.Id].ToList();
        return places.Count > 0 ? FlagErrors.VariantServed(variant.Key, places) : null;
    }
}
