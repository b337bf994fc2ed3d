using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Periods;

/// <summary>A time during which a rollout was served without a change.</summary>
/// <param name="Phase">The number of its phase.</param>
/// <param name="BeganAt">UTC; this moment is in it.</param>
/// <param name="EndedAt">UTC; this moment is not in it. Null while it lasts.</param>
/// <param name="Percentage">How many of everyone entered.</param>
/// <param name="Shares">The variants that had a share of the enrolled, in ordinal order. Control had the remainder.</param>
/// <param name="Revision">The number of the experiment's record that began it: of its <see cref="TimelineMark"/>.</param>
public sealed record PeriodItem(
    int Phase, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, BasisPoints Percentage, IReadOnlyList<ServedAllocation> Shares, int Revision)
{
    /// <summary>What was left for control, of the enrolled.</summary>
    public BasisPoints ControlShare => BasisPoints.Left(Shares.Select(part => part.Share));

    /// <summary>"control 50 %, big 50 %".</summary>
    public string Split => string.Join(", ", Shares.Select(part => $"{part.Key} {part.Share}").Prepend($"{Variant.ControlKey} {ControlShare}"));
}
