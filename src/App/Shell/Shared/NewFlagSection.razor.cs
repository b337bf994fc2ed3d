using ExperimentAdmin.App.Shell.Pages.Forms;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>A part of the form of a new flag: a card where the form is the page, a heading where it stands inside of a card.</summary>
public sealed partial class NewFlagSection
{
    private readonly string _titleId = ElementIds.New("section");

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>One line below the title.</summary>
    [Parameter]
    public string? Intro { get; set; }

    /// <summary>Whether it stands inside of a card.</summary>
    [Parameter]
    public bool Inside { get; set; }

    /// <summary>Buttons beside the title.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
