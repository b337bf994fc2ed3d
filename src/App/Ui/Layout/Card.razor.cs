using ExperimentAdmin.App.Shell.Pages.Forms;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Layout;

/// <summary>A framed piece of a page with a heading of its own.</summary>
public sealed partial class Card
{
    private readonly string _titleId = ElementIds.New("card");

    [Parameter]
    public string? Title { get; set; }

    /// <summary>One line below the title.</summary>
    [Parameter]
    public string? Intro { get; set; }

    [Parameter]
    public string? Id { get; set; }

    [Parameter]
    public string? TestId { get; set; }

    /// <summary>Lets a table reach the edges.</summary>
    [Parameter]
    public bool Flush { get; set; }

    /// <summary>Buttons beside the title.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
