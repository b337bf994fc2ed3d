using System.Text.Json.Serialization;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>A rollout (management-api, sections 5.2 and 5.4).</summary>
/// <param name="Enabled">Whether the override is enabled, as stored; it is served only while the experiment runs.</param>
/// <param name="RolloutPercentage">How many identities enter, in percent of everyone, 0 to 100, at most two decimals.</param>
/// <param name="FeatureStateValue">What control gets.</param>
/// <param name="MultivariateFeatureStateValues">How the enrolled are divided: the variants with a share above 0.</param>
/// <param name="Missing">
/// The parts that were removed by other means: <c>segment</c>, <c>condition</c>, <c>override</c>. Then nothing is served, and the
/// route <c>repair</c> puts them back. Absent for a whole rollout.
/// </param>
internal sealed record RolloutWire(
    bool Enabled,
    double RolloutPercentage,
    FlagValueWire FeatureStateValue,
    IReadOnlyList<AllocationWire> MultivariateFeatureStateValues,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Missing = null)
{
    public static RolloutWire? Of(ExperimentItem item)
    {
        if (item.Rollout.HasDrifted)
        {
            return new RolloutWire(
                false, 0, FlagValueWire.Of(item.ValueType, null), [], [.. item.Rollout.Missing.Select(part => part.ToString().ToLowerInvariant())]);
        }

        return item.Rollout.State is not { } state
            ? null
            : new RolloutWire(
                state.Enabled,
                WirePercent.Write(state.Percentage),
                FlagValueWire.Of(item.ValueType, state.ControlValue),
                [.. state.Shares.Select(part => new AllocationWire(part.VariantId, WirePercent.Write(part.Share)))]);
    }

    /// <summary>Reads what somebody wants of a rollout.</summary>
    /// <param name="wire">The object; null was refused already.</param>
    /// <param name="whole">Whether enabled, percentage and value have to be there, as for a new one; otherwise what is absent is kept.</param>
    /// <returns>Null when something was refused.</returns>
    public static RolloutChange? Read(WireObject? wire, bool whole)
    {
        if (wire is null)
        {
            return null;
        }

        var change = new RolloutChange
        {
            Enabled = wire.Boolean("enabled", whole),
            Percentage = wire.Percent("rollout_percentage", whole),
            ControlValue = FlagValueWire.Read(wire.Object("feature_state_value", whole)),
            Allocations = AllocationWire.Read(wire),
        };
        return wire.IsGood ? change : null;
    }

    /// <summary>Whether an object says what the rollout is already.</summary>
    public static bool IsAsRead(WireObject? wire, RolloutReading reading)
        => Read(wire, whole: true) is { } sent && reading.State is { } state
            && sent.Enabled == state.Enabled && sent.Percentage == state.Percentage
            && string.Equals(sent.ControlValue, state.ControlValue ?? string.Empty, StringComparison.Ordinal)
            && (sent.Allocations ?? []).Where(share => share.Share.Value > 0).OrderBy(share => share.VariantId)
                .Select(share => (share.VariantId, share.Share))
                .SequenceEqual(state.Shares.OrderBy(part => part.VariantId).Select(part => (part.VariantId, part.Share)));
}
