using System.Globalization;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Segments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Overrides;

/// <summary>Chooses a segment and what it gets.</summary>
public sealed partial class NewOverride
{
    private const int MostShown = 100;

    private List<SegmentItem>? _segments;
    private string? _search;
    private string? _refusal;
    private int _segmentId;
    private bool _hasMore;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    /// <summary>The segment to begin with: one that was just created for this. Null for none.</summary>
    [Parameter, EditorRequired]
    public required int? Segment { get; set; }

    /// <summary>It was added.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required SegmentReads Segments { get; init; }

    [Inject]
    public required PutSegmentOverride Put { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    // What the address of the way back says, a form need not hold.
    private static string ChoiceField => $"{ElementIds.Field("segment")}-choice";

    private string NewSegment => Workspace.Href(string.Create(
        CultureInfo.InvariantCulture, $"segments/new?flag={View.Name}{(_segmentId == 0 ? null : $"&segment={_segmentId}")}"));

    protected override object Subject => (Workspace.Environment.Id, View.FeatureId);

    protected override object Asked => (Workspace, View, _search);

    protected override void Forget() => (_segments, _search, _refusal, _segmentId, _hasMore) = (null, null, null, Segment ?? 0, false);

    // Segments that have an override already are edited, not added.
    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var taken = View.Overrides.Select(entry => entry.SegmentId).ToHashSet();
        var found = await Segments.ListAsync(
            Workspace.Access, new SegmentListQuery { Search = _search, Size = Math.Min(ListQuery.MaxSize, MostShown + taken.Count) }, cancellation);
        var free = found.Page.Items.Where(segment => !taken.Contains(segment.Id)).Take(MostShown).ToList();
        var id = _segmentId;
        if (id != 0 && !taken.Contains(id) && free.TrueForAll(segment => segment.Id != id)
            && await Segments.FindAsync(Workspace.Access, id, cancellation) is { Item: { IsArchived: false } chosen })
        {
            free.Insert(0, chosen); // However many come before it by name, and whatever is looked for.
        }

        return () =>
        {
            _segments = free;
            _hasMore = found.Page.Total - taken.Count > MostShown;
            _segmentId = _segments.Exists(segment => segment.Id == _segmentId) ? _segmentId : 0;
        };
    }

    private Task SearchAsync(string? text)
    {
        _search = text;
        return AskAsync();
    }

    private async Task<Result<int>> SaveAsync(StateChange wanted, int revision)
    {
        if (_segmentId == 0)
        {
            Refuse("Choose the segment that gets something of its own.");
            return new Error.Invalid("segment_missing", _refusal!, "segment");
        }

        var name = _segments?.Find(segment => segment.Id == _segmentId)?.Name;
        var added = await Put.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.FeatureId, _segmentId, wanted, revision), CancellationToken.None);
        if (added.IsOk)
        {
            Toasts.Say($"The override of {name} is added.");
            await OnDone.InvokeAsync();
        }

        Refuse(new FormErrors(added.Errors)["segment"]);
        return added;
    }

    // The form below asks for the save, so that its button brings nothing here to the screen.
    private void Refuse(string? refusal)
    {
        _refusal = refusal;
        StateHasChanged();
    }
}
