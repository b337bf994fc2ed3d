using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Flags.Features.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>A variant of a flag, which the wire calls a multivariate option (management-api, section 7).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Uuid">Its name that no other installation gives.</param>
/// <param name="Type"><c>unicode</c>, <c>int</c> or <c>bool</c>: which of the values is set; the type of the flag.</param>
/// <param name="IntegerValue">The value of an <c>int</c>.</param>
/// <param name="StringValue">The value of a <c>unicode</c>.</param>
/// <param name="BooleanValue">The value of a <c>bool</c>.</param>
/// <param name="DefaultPercentageAllocation">Its share in the environment default, in percent, where all environments agree; 0 where they do not.</param>
/// <param name="Key">Its key; never changes.</param>
/// <param name="Feature">The flag.</param>
/// <param name="Description">What people should know about it; empty for nothing.</param>
internal sealed record MultivariateOptionWire(
    int Id, Guid Uuid, string Type, int? IntegerValue, string? StringValue, bool? BooleanValue, double DefaultPercentageAllocation, string Key, int Feature,
    string Description)
{
    public static MultivariateOptionWire Of(FeatureItem feature, FeatureVariant variant)
    {
        var wire = VariantWire.Of(variant.Id, variant.Uuid, feature.ValueType, variant.Value, variant.Key, variant.DefaultShare ?? default);
        return new(
            wire.Id, wire.Uuid, wire.Type, wire.IntegerValue, wire.StringValue, wire.BooleanValue, wire.DefaultPercentageAllocation, wire.Key, feature.Id, variant.Description);
    }
}
