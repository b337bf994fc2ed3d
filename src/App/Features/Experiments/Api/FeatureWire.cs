using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>The flag of an experiment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>MULTIVARIATE</c>, or <c>STANDARD</c> once it has no variant left.</param>
/// <param name="InitialValue">The control value in new environments; null for none.</param>
/// <param name="MultivariateOptions">Its variants in ordinal order.</param>
internal sealed record FeatureWire(
    int Id, string Name, string Type, string? InitialValue, IReadOnlyList<VariantWire> MultivariateOptions)
{
    public static FeatureWire Of(ExperimentItem item)
    {
        var variants = item.Arms.Where(arm => !arm.IsControl).ToList();
        var shares = item.Default?.Shares.ToDictionary(part => part.VariantId, part => part.Share) ?? [];
        return new FeatureWire(
            item.FeatureId,
            item.FlagName,
            VariantWire.FeatureType(variants.Count > 0),
            item.InitialValue,
            [.. variants.Select(arm => VariantWire.Of(
                arm.VariantId!.Value, arm.Uuid, item.ValueType, arm.Value, arm.Key, shares.GetValueOrDefault(arm.VariantId.Value)))]);
    }
}
