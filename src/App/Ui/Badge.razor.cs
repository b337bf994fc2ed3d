using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>A word in a pill.</summary>
public sealed partial class Badge
{
    [Parameter]
    public BadgeKind Kind { get; set; }

    [Parameter]
    public IconName? Picture { get; set; }

    /// <summary>Shown on hover; nothing may depend on it.</summary>
    [Parameter]
    public string? Hint { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
