using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>
/// Label, hint and error around any input: <c>&lt;Field Name="name" Label="Name"&gt;&lt;input @attributes="context.Attributes" ...</c>.
/// </summary>
public sealed partial class Field
{
    [Parameter]
    public string? Class { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<FieldContext> ChildContent { get; set; }

    private string HintId => $"{InputId}-hint";

    private string ErrorId => $"{InputId}-error";

    private FieldContext Context
    {
        get
        {
            var attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = InputId };
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

            return new FieldContext(InputId, attributes);
        }
    }
}
