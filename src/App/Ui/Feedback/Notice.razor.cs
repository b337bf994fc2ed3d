using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Ui.Feedback;

/// <summary>Something to know before going on, with a picture and a word, never by colour alone.</summary>
public sealed partial class Notice
{
    [Parameter]
    public Severity Kind { get; set; } = Severity.Info;

    /// <summary>The gist in a few words; without it the word for the kind stands there.</summary>
    [Parameter]
    public string? Title { get; set; }

    [Parameter]
    public string? TestId { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Buttons below the text.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    private string Word => Kind switch
    {
        Severity.Info => "Note",
        Severity.Success => "Done",
        Severity.Warning => "Warning",
        Severity.Error => "Problem",
        _ => throw new InvalidOperationException($"Nothing is said about {Kind}."),
    };
}
