using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>A text of several lines with label, hint and error. The value follows as it is typed.</summary>
public sealed partial class TextArea
{
    /// <summary>
    /// More than any rule lets through, in UTF-16 units: what is too long is refused by its rule, with a sentence, and what is longer than this
    /// would be more than the server takes at a time.
    /// </summary>
    public const int Longest = 100_000;

    private const int MostRows = 16;

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>The field was left, whether or not anything was typed.</summary>
    [Parameter]
    public EventCallback OnLeave { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>How many lines it has while it is empty; it grows with what is typed.</summary>
    [Parameter]
    public int Rows { get; set; } = 4;

    [Parameter]
    public bool Disabled { get; set; }
}
