namespace ExperimentAdmin.Core.Experiments.Periods;

/// <summary>The rollout of an experiment over time: history, which says nothing of what is served now.</summary>
/// <param name="Phases">In order; at least one.</param>
/// <param name="Periods">When which split was served, in order. Where there is none, nobody was in it.</param>
/// <param name="Marks">What people did, in order.</param>
public sealed record ExperimentTimeline(
    IReadOnlyList<PhaseItem> Phases, IReadOnlyList<PeriodItem> Periods, IReadOnlyList<TimelineMark> Marks);
