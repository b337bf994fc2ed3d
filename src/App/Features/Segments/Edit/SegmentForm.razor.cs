using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Edit;

/// <summary>Everything of a segment that can be edited. What was typed survives a reload of the page.</summary>
public sealed partial class SegmentForm
{
    private ElementReference _form;
    private string? _kept;
    private FormErrors _given = FormErrors.None;
    private FormErrors _shown = FormErrors.None;

    [Parameter, EditorRequired]
    public required SegmentDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required FormErrors Errors { get; set; }

    /// <summary>The revision that the next save is made from; null for a new segment.</summary>
    [Parameter]
    public int? Revision { get; set; }

    /// <summary>What was typed before a reload was put back; the revision it was typed on.</summary>
    [Parameter]
    public EventCallback<int> OnRestored { get; set; }

    /// <summary>The draft was changed.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnSave { get; set; }

    /// <summary>The buttons below the form; one of them submits it.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Buttons { get; set; }

    [Inject]
    public required Browser Browser { get; init; }

    /// <summary>Forgets all that was typed, once it is saved and the form is left.</summary>
    public Task ForgetAsync() => Browser.ForgetFormAsync(_form);

    /// <summary>Forgets what was typed and is saved. What was typed since is kept.</summary>
    public Task ForgetSavedAsync() => Browser.ForgetFormAsync(_form, Draft.IsChanged);

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_given, Errors))
        {
            _given = _shown = Errors;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var rules = Draft.RulesText;
        if (firstRender)
        {
            _kept = rules;
            if (await Browser.RestoreFormAsync(_form) is { } revision)
            {
                await OnRestored.InvokeAsync(revision);
            }
        }
        else if (rules != _kept)
        {
            _kept = rules;
            await Browser.ForgetFormAsync(_form, Draft.IsChanged); // What others changed is nothing to keep.
        }
    }

    // What was corrected is no longer wrong. When parts come or go, what was wrong with others is no longer where it was.
    private Task ChangedAsync(string? field)
    {
        _shown = field is null
            ? new FormErrors(_shown.All.Where(error => error.Field?.StartsWith("rules", StringComparison.Ordinal) != true))
            : _shown.Without(field);
        return OnChange.InvokeAsync();
    }

    private Task RestoreRules(ChangeEventArgs change)
    {
        Draft.RulesText = change.Value as string ?? string.Empty;
        return ChangedAsync(field: null);
    }
}
