using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Overlaps;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Segments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Conflicts;

/// <summary>Chooses a segment to exclude from an experiment, and says who leaves. Show it with an <c>@if</c>.</summary>
public sealed partial class ExcludeDialog
{
    private const int MostShown = 20;

    private SegmentItem? _segment;
    private ExclusionForecast? _forecast;
    private string? _reason;
    private IReadOnlyList<Error> _errors = [];
    private bool _isKnown;
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    /// <summary>It was done; the dialog can go.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required SegmentReads Segments { get; init; }

    [Inject]
    public required OverlapReads Overlaps { get; init; }

    [Inject]
    public required ExcludeSegment Exclude { get; init; }

    protected override object Subject => (Workspace.Environment.Id, View.Item.Id);

    protected override object Asked => (Workspace, View.Item.Id, _segment?.Id);

    private FormErrors Refused => new(_errors);

    protected override void Forget() => (_segment, _forecast, _reason, _errors, _isKnown, _busy) = (null, null, null, [], false, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var forecast = _segment is null
            ? null
            : await Overlaps.ForecastAsync(Workspace.Access, Workspace.Environment.Id, View.Item.Id, _segment.Id, cancellation);
        return () => (_forecast, _isKnown) = (forecast, true);
    }

    private static string Leaving(ExclusionForecast forecast) => forecast.Share is { } share
        ? share == 0 ? "Of those that were looked at, nobody leaves." : $"{Capital(SampleText.Share(share))} of those who are in it leave."
        : "Nobody that was looked at is in it, so nobody can be seen to leave.";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    // Those with an override of the flag are out of it already.
    private async Task<IEnumerable<SegmentItem>> FindAsync(string? text, CancellationToken cancellation)
    {
        var taken = View.Outranking.Select(rival => rival.SegmentId).ToHashSet();
        var found = await Segments.ListAsync(Workspace.Access, new SegmentListQuery { Search = text, Size = MostShown + taken.Count }, cancellation);
        return found.Page.Items.Where(segment => !taken.Contains(segment.Id)).Take(MostShown);
    }

    private Task ChooseAsync(SegmentItem? segment)
    {
        (_segment, _forecast, _isKnown, _errors) = (segment, null, false, []);
        return AskAsync();
    }

    private async Task RunAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            _errors = (await Exclude.RunAsync(
                new(Workspace.Access, Workspace.Environment.Id, View.Item.Id, _segment?.Id, _reason, View.Item.Revision), CancellationToken.None)).Errors;
        }
        finally
        {
            _busy = false;
        }

        if (_errors.Count == 0)
        {
            await OnDone.InvokeAsync();
        }
    }
}
