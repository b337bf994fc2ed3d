using ExperimentAdmin.App.Features.Segments.Edit;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>Edits who is in a segment: groups of conditions, in sentences.</summary>
public sealed partial class RuleEditor
{
    private readonly RuleEditing _editing;
    private string? _told;

    public RuleEditor() => _editing = new RuleEditing(FormErrors.None, Tell);

    [Parameter, EditorRequired]
    public required SegmentDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required FormErrors Errors { get; set; }

    /// <summary>The draft was changed: the field, or null when whole parts came or went.</summary>
    [Parameter]
    public EventCallback<string?> OnChange { get; set; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override void OnParametersSet() => _editing.Errors = Errors;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_editing.TakeFocus() is { } id)
        {
            await Browser.FocusAsync(id);
        }
    }

    private void Tell(string? field)
    {
        _told = field is null ? DisplayText.Count(Count(Draft.Root), "condition") : _told;
        _ = InvokeAsync(() => OnChange.InvokeAsync(field));
    }

    private static int Count(RuleDraft rule) => rule.Conditions.Count + rule.Rules.Sum(Count);
}
