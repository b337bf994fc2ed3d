using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>What one scope of a flag serves.</summary>
/// <param name="Enabled">Whether the flag is enabled there.</param>
/// <param name="Value">The control value, as text; null for none.</param>
/// <param name="MultivariateFeatureStateValues">The variants with a share above 0, in ordinal order; control gets the rest.</param>
internal sealed record StateWire(bool Enabled, string? Value, IReadOnlyList<AllocationWire> MultivariateFeatureStateValues)
{
    public static StateWire Of(ServedState state) => new(
        state.Enabled, state.Value, [.. state.Shares.Select(share => new AllocationWire(share.VariantId, WirePercent.Write(share.Share)))]);

    /// <summary>Reads what somebody wants of a scope; what is absent is kept.</summary>
    public static StateChange Read(WireObject body) => new()
    {
        Enabled = body.Boolean("enabled", required: false),
        Value = PlainValue.ReadNew(body, "value"),
        Allocations = AllocationWire.Read(body),
    };
}
