using ExperimentAdmin.Core.Experiments.Periods;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>The rollout of an experiment over time; what is served now is in the experiment itself.</summary>
/// <param name="Phases">In order; at least one.</param>
/// <param name="Periods">When which split was served, in order. Where there is none, nobody was in it.</param>
/// <param name="Marks">What was done, in order.</param>
internal sealed record TimelineWire(IReadOnlyList<PhaseWire> Phases, IReadOnlyList<PeriodWire> Periods, IReadOnlyList<MarkWire> Marks)
{
    public static TimelineWire Of(ExperimentTimeline timeline) => new(
        [.. timeline.Phases.Select(phase => new PhaseWire(phase.Number, phase.BeganAt, phase.BeganBy, phase.Reason, phase.EndedAt))],
        [.. timeline.Periods.Select(PeriodWire.Of)],
        [.. timeline.Marks.Select(mark => new MarkWire(mark.At, mark.Who, mark.Summary, mark.Reason, mark.Revision))]);
}
