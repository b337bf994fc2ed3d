using ExperimentAdmin.Core.Experiments.Periods;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Timeline;

/// <summary>The same as the picture of a rollout over time, in words: when which split was served, when nobody was in it, and who began that.</summary>
public sealed partial class TimelineTable
{
    [Parameter, EditorRequired]
    public required ExperimentTimeline Timeline { get; set; }

    [Parameter, EditorRequired]
    public required TimelineLayout Layout { get; set; }

    /// <summary>Whether the experiment is completed, so that nothing lasts any more.</summary>
    [Parameter, EditorRequired]
    public required bool IsOver { get; set; }

    private bool HasPhases => Timeline.Phases.Count > 1;

    private IEnumerable<Row> Rows =>
    [
        .. Timeline.Periods.Select(period => new Row(
            period.BeganAt, period.EndedAt, period, Timeline.Marks.FirstOrDefault(mark => mark.Revision == period.Revision))),
        .. Layout.Gaps.Select(gap => new Row(
            gap.From, gap.To == Layout.To && !IsOver ? null : gap.To, null, Timeline.Marks.LastOrDefault(mark => mark.At == gap.From))),
    ];

    private sealed record Row(DateTimeOffset From, DateTimeOffset? Until, PeriodItem? Period, TimelineMark? Mark);
}
