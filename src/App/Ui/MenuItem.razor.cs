using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>One action of a <see cref="Menu"/>: a link with an address, otherwise a button.</summary>
public sealed partial class MenuItem
{
    [Parameter]
    public string? Href { get; set; }

    /// <summary>Whether the link leads to where one is.</summary>
    [Parameter]
    public bool Current { get; set; }

    [Parameter]
    public EventCallback OnClick { get; set; }

    [Parameter]
    public string? Picture { get; set; }

    /// <summary>Whether it takes something away.</summary>
    [Parameter]
    public bool Danger { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
