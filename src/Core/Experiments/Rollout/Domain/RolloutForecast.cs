using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>What saving a rollout does to people, and when.</summary>
/// <param name="Moment">When it reaches anybody.</param>
/// <param name="Change">From what people had last to what they will have then; the arms are numbered as the experiment's.</param>
public sealed record RolloutForecast(ForecastMoment Moment, AssignmentChange Change)
{
    /// <param name="status">Where the experiment stands; not completed.</param>
    /// <param name="arms">Control, then the variants in ordinal order.</param>
    /// <param name="current">The rollout as it is stored; null before the first.</param>
    /// <param name="lastServed">The rollout as people have it or had it last; null when nobody ever did.</param>
    /// <param name="percentage">How many of everyone are to enter.</param>
    /// <param name="variants">How they are to be divided: the share of each variant in ordinal order.</param>
    public static RolloutForecast Of(
        ExperimentStatus status, IReadOnlyList<Arm> arms, RolloutState? current, RolloutState? lastServed,
        BasisPoints percentage, IReadOnlyList<BasisPoints> variants)
    {
        ArgumentNullException.ThrowIfNull(arms);
        var before = lastServed is null
            ? new RolloutAssignment(default, variants)
            : new RolloutAssignment(lastServed.Percentage, [.. arms.Where(arm => !arm.IsControl).Select(arm => lastServed.Of(arm.VariantId!.Value))]);
        var moment = status switch
        {
            ExperimentStatus.Created => ForecastMoment.Start,
            ExperimentStatus.Running => current is { Enabled: false } ? ForecastMoment.SwitchOn : ForecastMoment.Save,
            ExperimentStatus.Paused => ForecastMoment.Resume,
            ExperimentStatus.Completed => throw new ArgumentException("The rollout of a completed experiment cannot change.", nameof(status)),
        };
        return new RolloutForecast(moment, new AssignmentChange(before, new RolloutAssignment(percentage, variants)));
    }
}
