using System.Globalization;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Overrides;

/// <summary>A flag's segment overrides in the order in which they win, with the experiment's in its place.</summary>
public sealed partial class OverridesTab
{
    private const string New = "new";

    private IReadOnlyList<Error> _errors = [];
    private string? _told;
    private string? _edit;
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    /// <summary>What is edited to begin with: a segment's id, <c>new</c> or nothing.</summary>
    [Parameter, EditorRequired]
    public required string? Edit { get; set; }

    /// <summary>The segment that a new override begins with; null for none.</summary>
    [Parameter, EditorRequired]
    public required int? Segment { get; set; }

    /// <summary>Something else is to be edited, or nothing.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string?> OnEdit { get; set; }

    /// <summary>Something was saved, or is no longer as shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required ReorderOverrides Reorder { get; init; }

    private bool CanEdit => Workspace.MayEditStates(View);

    private bool IsAdding => CanEdit && _edit == New;

    protected override void OnInitialized() => _edit = Edit;

    private static string KeyOf(OverrideView entry) => entry.SegmentId.ToString(CultureInfo.InvariantCulture);

    // Opens and closes at once; the address, which takes its time, is there for a reload.
    private Task OpenAsync(string? edit)
    {
        _edit = edit;
        return OnEdit.InvokeAsync(edit);
    }

    private Task AddAsync()
    {
        _told = null;
        return OpenAsync(New);
    }

    private async Task AddedAsync()
    {
        await OpenAsync(null);
        await OnChanged.InvokeAsync();
    }

    private async Task MoveAsync(int place, int by)
    {
        if (_busy)
        {
            return;
        }

        var moved = View.Overrides[place];
        var order = View.Overrides.Select(entry => entry.SegmentId).ToList();
        (order[place], order[place + by]) = (order[place + by], order[place]);
        _busy = true;
        _errors = (await Reorder.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.FeatureId, order, View.Revision), CancellationToken.None)).Errors;
        _busy = false;
        _told = _errors.Count == 0 ? $"{moved.SegmentName} is number {place + by + 1} of {order.Count} now." : null;
        await OnChanged.InvokeAsync();
    }
}
