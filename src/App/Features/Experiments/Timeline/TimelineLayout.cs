using ExperimentAdmin.Core.Experiments.Periods;

namespace ExperimentAdmin.App.Features.Experiments.Timeline;

/// <summary>Where everything of a rollout over time stands in its picture, in percent of its width and height from the lower left.</summary>
/// <param name="From">The left end, UTC.</param>
/// <param name="To">The right end, UTC.</param>
/// <param name="Top">The percentage at the upper end.</param>
/// <param name="Steps">The periods as steps.</param>
/// <param name="Gaps">When nobody was in it.</param>
/// <param name="Phases">Where a phase after the first begins.</param>
/// <param name="Dots">What people did, those of one moment together.</param>
public sealed record TimelineLayout(
    DateTimeOffset From,
    DateTimeOffset To,
    int Top,
    IReadOnlyList<TimelineLayout.Step> Steps,
    IReadOnlyList<TimelineLayout.Gap> Gaps,
    IReadOnlyList<TimelineLayout.Line> Phases,
    IReadOnlyList<TimelineLayout.Dot> Dots)
{
    private static readonly int[] s_tops = [5, 10, 25, 50, 100];

    // So that a start of this moment has a width.
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);

    /// <param name="timeline">What happened.</param>
    /// <param name="startedAt">When the experiment started first, UTC.</param>
    /// <param name="until">When it ended, or now; UTC.</param>
    public static TimelineLayout Of(ExperimentTimeline timeline, DateTimeOffset startedAt, DateTimeOffset until)
    {
        var to = until - startedAt < s_shortest ? startedAt + s_shortest : until;
        var whole = (to - startedAt).Ticks;
        double At(DateTimeOffset moment) => Math.Clamp(100d * (moment - startedAt).Ticks / whole, 0, 100);
        var most = timeline.Periods.Select(period => period.Percentage.Percent).DefaultIfEmpty().Max();
        var top = s_tops.First(top => top >= most);
        return new TimelineLayout(
            startedAt,
            to,
            top,
            [.. timeline.Periods.Select(period => new Step(
                period, At(period.BeganAt), At(period.EndedAt ?? to) - At(period.BeganAt), (double)(100 * period.Percentage.Percent / top)))],
            [.. Between(timeline.Periods, startedAt, to).Select(gap => new Gap(gap.From, gap.To, At(gap.From), At(gap.To) - At(gap.From)))],
            [.. timeline.Phases.Where(phase => phase.Number > 1).Select(phase => new Line(phase, At(phase.BeganAt)))],
            [.. timeline.Marks.Where(mark => mark.At >= startedAt && mark.At <= to).GroupBy(mark => mark.At).Select(marks => new Dot([.. marks], At(marks.Key)))]);
    }

    // What lasts still has no end; a gap that does ends with the picture.
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Between(
        IReadOnlyList<PeriodItem> periods, DateTimeOffset from, DateTimeOffset to)
    {
        var covered = from;
        foreach (var period in periods)
        {
            if (period.BeganAt > covered)
            {
                yield return (covered, period.BeganAt);
            }

            covered = period.EndedAt ?? to;
        }

        if (covered < to)
        {
            yield return (covered, to);
        }
    }

    /// <summary>A period.</summary>
    public sealed record Step(PeriodItem Period, double Left, double Width, double Height);

    /// <summary>A time, UTC, without a period.</summary>
    public sealed record Gap(DateTimeOffset From, DateTimeOffset To, double Left, double Width);

    /// <summary>The beginning of a phase.</summary>
    public sealed record Line(PhaseItem Phase, double Left);

    /// <summary>What was done at one moment.</summary>
    public sealed record Dot(IReadOnlyList<TimelineMark> Marks, double Left);
}
