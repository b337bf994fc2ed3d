using System.Globalization;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Timeline;

/// <summary>
/// The rollout of a started experiment over time: steps of the percentage with the split in them, pauses as gaps, phases, and what people
/// did, with a table of the same.
/// </summary>
public sealed partial class TimelineCard
{
    private ExperimentTimeline? _timeline;
    private DateTimeOffset _now;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentItem Item { get; set; }

    [Inject]
    public required TimelineReads Reads { get; init; }

    protected override object Subject => (Workspace.Environment.Id, Item.Id);

    protected override object Asked => (Workspace, Item.Id, Item.Revision);

    // Those of now, and behind them those that only had a share before.
    private IReadOnlyList<Arm> Arms =>
    [
        .. Item.Arms,
        .. _timeline!.Periods.SelectMany(period => period.Shares).DistinctBy(share => share.VariantId)
            .Where(share => Item.Arms.All(arm => arm.VariantId != share.VariantId)).Select(share => new Arm(share.VariantId, share.Key, null)),
    ];

    private TimelineLayout? Layout => Item.StartedAt is { } started ? TimelineLayout.Of(_timeline!, started, Item.EndedAt ?? _now) : null;

    protected override void Forget() => _timeline = null;

    protected override bool Concerns(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Concerns(AuditKey.Experiment(Item.Id));
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var timeline = await Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, Item.Id, cancellation);
        return () => (_timeline, _now) = (timeline, Clock.Now());
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Title(TimelineLayout.Gap gap) => $"Nobody was in it from {DisplayText.Exact(gap.From)} to {DisplayText.Exact(gap.To)}";

    private static string Title(TimelineLayout.Dot dot) => string.Join("; ", dot.Marks.Select(
        mark => $"{mark.Who}: {mark.Summary}{(mark.Reason is { } reason ? $" ({reason})" : null)}, {DisplayText.Exact(mark.At)}"));

    private static string Title(PeriodItem period)
        => $"{period.Percentage}: {period.Split}, from {DisplayText.Exact(period.BeganAt)}"
            + (period.EndedAt is { } ended ? $" to {DisplayText.Exact(ended)}" : null);

    private string Description(TimelineLayout layout)
    {
        var last = layout.Steps is [.., { } step] ? $", at {step.Period.Percentage} in the last of them" : null;
        return $"The rollout since {DisplayText.Date(layout.From)}: {DisplayText.Count(layout.Steps.Count, "period")}{last}, "
            + $"{DisplayText.Count(layout.Gaps.Count, "pause")}, {DisplayText.Count(_timeline!.Phases.Count, "phase")}. The table below has every one.";
    }

    private IEnumerable<(int Index, BasisPoints Share)> Shares(PeriodItem period) => Arms.Index()
        .Select(arm => (arm.Index, arm.Item.IsControl ? period.ControlShare : period.Shares.FirstOrDefault(share => share.VariantId == arm.Item.VariantId)?.Share ?? default))
        .Where(arm => arm.Item2.Value > 0);
}
