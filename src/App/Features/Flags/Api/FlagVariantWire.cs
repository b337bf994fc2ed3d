using ExperimentAdmin.Core.Flags.Features.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>A variant of a flag.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its key.</param>
/// <param name="Value">What it serves, as text.</param>
/// <param name="IsArchived">Whether it can get no new share.</param>
internal sealed record FlagVariantWire(int Id, string Key, string Value, bool IsArchived)
{
    public static FlagVariantWire Of(VariantView variant) => new(variant.Id, variant.Key, variant.Value, variant.IsArchived);
}
