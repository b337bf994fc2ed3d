using System.Globalization;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>A variant, which the wire calls a multivariate option (management-api, sections 3.2 and 7).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Uuid">Its name that no other installation gives.</param>
/// <param name="Type"><c>unicode</c>, <c>int</c> or <c>bool</c>: which of the values is set.</param>
/// <param name="IntegerValue">The value of an <c>int</c>.</param>
/// <param name="StringValue">The value of a <c>unicode</c>.</param>
/// <param name="BooleanValue">The value of a <c>bool</c>.</param>
/// <param name="DefaultPercentageAllocation">Its share in the environment default, in percent, 0 to 100.</param>
/// <param name="Key">Its key.</param>
internal sealed record VariantWire(
    int Id, Guid Uuid, string Type, int? IntegerValue, string? StringValue, bool? BooleanValue, double DefaultPercentageAllocation, string Key)
{
    /// <param name="id">The variant.</param>
    /// <param name="uuid">Its name that no other installation gives.</param>
    /// <param name="type">What kind of value the flag serves.</param>
    /// <param name="value">The value in its stored form.</param>
    /// <param name="key">Its key.</param>
    /// <param name="share">Its share in the environment default.</param>
    public static VariantWire Of(int id, Guid uuid, FlagValueType type, string? value, string key, BasisPoints share) => new(
        id,
        uuid,
        TypeOf(type),
        type is FlagValueType.Integer ? int.Parse(value!, CultureInfo.InvariantCulture) : null,
        type is FlagValueType.String ? value : null,
        type is FlagValueType.Boolean ? value is "true" : null,
        WirePercent.Write(share),
        key);

    public static string TypeOf(FlagValueType type) => type switch
    {
        FlagValueType.Integer => "int",
        FlagValueType.Boolean => "bool",
        _ => "unicode",
    };

    /// <summary>What the wire calls a flag with variants, and one without.</summary>
    public static string FeatureType(bool hasVariants) => hasVariants ? "MULTIVARIATE" : "STANDARD";
}
