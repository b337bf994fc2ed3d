using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Experiments.Endings;

/// <summary>
/// Asks what everybody gets when an experiment ends and what was learned, with nothing chosen beforehand, shows what that changes, and ends it.
/// Show it with an <c>@if</c>.
/// </summary>
public sealed partial class EndDialog
{
    private const string NoteId = "end-note";

    private readonly HashSet<int> _removed = [];
    private ExperimentView? _view;
    private Ending? _ending;
    private Conclusion? _conclusion;
    private string? _note;
    private IReadOnlyList<Error> _errors = [];
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    /// <summary>It was done; the dialog can go.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required EndExperiment End { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override object Subject => (Workspace.Environment.Id, ExperimentId);

    protected override object Asked => (Workspace, ExperimentId);

    private FormErrors Refused => new(_errors);

    private IReadOnlyList<Error> Unplaced => [.. _errors.Where(error => error.Field is not ("ending" or "conclusion" or "note"))];

    private EndForecast? Forecast => _ending is null ? null : EndForecast.Of(_view!, _ending);

    private IReadOnlyList<(Ending Value, string Text, string Line)> Endings =>
    [
        .. _view!.Item.Arms.Where(arm => arm is { IsControl: false, IsArchived: false })
            .Select(arm => (Ending.Ship(arm.VariantId!.Value), $"Ship {arm.Key}", $"100 % of the environment default, with the value {Short(arm.Value)}.")),
        (Ending.Control, "Ship control", $"Nobody sees a variant: everybody gets {Short(Control)}."),
        (Ending.Restore, "Restore what was before", "The environment default gets back what the experiment took."),
    ];

    private string? Control => _view!.Item.Rollout.State is { } state ? state.ControlValue : _view.Default.Value;

    private string ButtonText => _ending switch
    {
        { Kind: EndingKind.Variant } => $"End: everybody gets {_view!.Item.Arms.First(arm => arm.VariantId == _ending.VariantId).Key}",
        { Kind: EndingKind.Control } => "End: everybody gets control",
        { Kind: EndingKind.Restore } => "End: restore what was before",
        null => "End",
    };

    protected override void Forget()
    {
        (_view, _ending, _conclusion, _note, _errors, _busy) = (null, null, null, null, [], false);
        _removed.Clear();
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var view = await Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, ExperimentId, cancellation);
        return () =>
        {
            _view = view;
            if (view is null)
            {
                Toasts.Say(ExperimentErrors.NotFound().Message, Severity.Error);
                _ = OnCancel.InvokeAsync();
                return;
            }

            // What was chosen stays chosen, as far as it is still there.
            _removed.IntersectWith(view.Outranking.Select(rival => rival.SegmentId));
            _ending = Endings.Any(option => option.Value == _ending) ? _ending : null;
        };
    }

    private static string Short(string? value) => value is null ? "no value" : value.Length <= 40 ? $"“{value}”" : $"“{value[..40]}…”";

    private void Remove(int segmentId, bool remove) => _ = remove ? _removed.Add(segmentId) : _removed.Remove(segmentId);

    private async Task RunAsync()
    {
        if (_busy || _view is null)
        {
            return;
        }

        _busy = true;
        try
        {
            var command = new EndExperiment.Command(
                Workspace.Access, Workspace.Environment.Id, ExperimentId, _ending, _conclusion, _view.Item.Revision)
            {
                Note = _note,
                RemoveOverridesOf = [.. _removed],
            };
            _errors = (await End.RunAsync(command, CancellationToken.None)).Errors;
        }
        finally
        {
            _busy = false;
        }

        if (_errors.Count == 0)
        {
            Toasts.Say($"{_view.Item.Name} is completed.");
            await OnDone.InvokeAsync();
        }
        else if (Unplaced.Count > 0)
        {
            await LoadAsync(); // What it will do may read differently now.
        }
        else
        {
            StateHasChanged(); // What is wrong stands at its field, which may have been scrolled out of sight, before it is read out there.
            await Browser.FocusAsync(_errors[0].Field is "note" ? NoteId : ElementIds.Field(_errors[0].Field!));
        }
    }
}
