using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Experiments.Periods;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>A time during which a rollout was served without a change.</summary>
/// <param name="Phase">The number of its phase.</param>
/// <param name="BeganAt">UTC; this moment is in it.</param>
/// <param name="EndedAt">UTC; this moment is not in it. Null while it lasts.</param>
/// <param name="RolloutPercentage">How many identities entered, in percent of everyone, 0 to 100.</param>
/// <param name="MultivariateFeatureStateValues">How the enrolled were divided: the variants with a share above 0. Control had the rest.</param>
/// <param name="Revision">The number of the experiment's record that began it.</param>
internal sealed record PeriodWire(
    int Phase,
    DateTimeOffset BeganAt,
    DateTimeOffset? EndedAt,
    double RolloutPercentage,
    IReadOnlyList<AllocationWire> MultivariateFeatureStateValues,
    int Revision)
{
    public static PeriodWire Of(PeriodItem period) => new(
        period.Phase, period.BeganAt, period.EndedAt, WirePercent.Write(period.Percentage),
        [.. period.Shares.Select(part => new AllocationWire(part.VariantId, WirePercent.Write(part.Share)))], period.Revision);
}
