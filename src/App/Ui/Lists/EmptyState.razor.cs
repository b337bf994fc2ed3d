using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Ui.Lists;

/// <summary>What stands where a list would be: why there is nothing, and the next step.</summary>
public sealed partial class EmptyState
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string Picture { get; set; } = Icons.Material.Outlined.Search;

    /// <summary>One or two sentences.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }
}
