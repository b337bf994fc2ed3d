using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>Copies a text to the clipboard and says so.</summary>
public sealed partial class CopyButton
{
    private bool? _copied;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>What it copies, for screen readers: "client key".</summary>
    [Parameter, EditorRequired]
    public required string What { get; set; }

    [Inject]
    public required ScriptOf<CopyButton> Script { get; init; }

    private string? Told => _copied switch
    {
        true => $"Copied {What}",
        false => "The browser does not allow copying. Select the text and copy it.",
        null => null,
    };

    private async Task CopyAsync() => _copied = await Script.AskAsync<bool>("copy", Text);
}
