using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>A one-line text with label, hint and error. The value follows as it is typed.</summary>
public sealed partial class TextField
{
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>The field was left, whether or not anything was typed.</summary>
    [Parameter]
    public EventCallback OnLeave { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The value follows when the field is left or Enter is pressed, and not with each key.</summary>
    [Parameter]
    public bool OnCommit { get; set; }

    /// <summary>Shows the text in code type and does not check its spelling.</summary>
    [Parameter]
    public bool Code { get; set; }

    [Parameter]
    public InputType Type { get; set; } = InputType.Text;

    [Parameter]
    public string? Autocomplete { get; set; }

    /// <summary>The id of a list of suggestions on the page; null for none.</summary>
    [Parameter]
    public string? Suggestions { get; set; }

    [Parameter]
    public int? MaxLength { get; set; }
}
