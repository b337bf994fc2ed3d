using ExperimentAdmin.App.Shell.Pages.Forms;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>
/// Label, hint and error around any input: <c>&lt;Field Name="name" Label="Name"&gt;&lt;input @attributes="context.Attributes" ...</c>.
/// </summary>
public sealed partial class Field
{
    private string _id = string.Empty;

    /// <summary>The field as refusals name it; the summary of errors finds the input by it.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Keeps the label for screen readers only, where what is beside says it already.</summary>
    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong, what to do; null when nothing is.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>Says so to screen readers. Fields are required unless marked optional, so it is not written out.</summary>
    [Parameter]
    public bool Required { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    /// <summary>The input's id, where several forms of a page have a field of the same name.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<FieldContext> ChildContent { get; set; }

    private string HintId => $"{_id}-hint";

    private string ErrorId => $"{_id}-error";

    private FieldContext Context
    {
        get
        {
            var attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = _id };
            var about = string.Join(' ', new[] { Hint is null ? null : HintId, Error is null ? null : ErrorId }.OfType<string>());
            if (about.Length > 0)
            {
                attributes["aria-describedby"] = about;
            }

            if (Error is not null)
            {
                attributes["aria-invalid"] = "true";
            }

            if (Required)
            {
                attributes["aria-required"] = "true";
            }

            return new FieldContext(_id, attributes);
        }
    }

    protected override void OnParametersSet() => _id = Id ?? ElementIds.Field(Name);
}
