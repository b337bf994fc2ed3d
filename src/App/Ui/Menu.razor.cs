using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>
/// A button that opens a list of actions (<see cref="MenuItem"/>). Opening, arrow keys, letters, Escape and the way back of
/// the focus happen in the browser.
/// </summary>
public sealed partial class Menu
{
    private readonly string _id = ElementIds.New("menu");

    /// <summary>What the actions are about: "Actions for Big button".</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What is in the button; three dots without it.</summary>
    [Parameter]
    public RenderFragment? Button { get; set; }

    [Parameter]
    public string? ButtonClass { get; set; }

    /// <summary>Opens from the button's start and not from its end.</summary>
    [Parameter]
    public bool AlignStart { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
