using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Ui.Lists;

/// <summary>
/// The head of a column that the list can be sorted by. The order is in the address: <c>?sort=name</c>, and
/// <c>?sort=-name</c> from the end.
/// </summary>
public sealed partial class SortHeader
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>The column's name in the address.</summary>
    [Parameter, EditorRequired]
    public required string Key { get; set; }

    /// <summary>The order that is shown: the page's <c>sort</c>, or what it does without one.</summary>
    [Parameter, EditorRequired]
    public required string Sort { get; set; }

    /// <summary>Whether the first click sorts from the end: newest first for times.</summary>
    [Parameter]
    public bool DescendingFirst { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool IsCurrent => Sort == Key || IsDescending;

    private bool IsDescending => Sort == $"-{Key}";

    private string? Order => IsDescending ? "descending" : IsCurrent ? "ascending" : null;

    private string Picture => IsDescending ? Icons.Material.Outlined.ExpandMore : IsCurrent ? Icons.Material.Outlined.ExpandLess : Icons.Material.Outlined.UnfoldMore;

    private string Href => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["sort"] = (IsCurrent ? !IsDescending : DescendingFirst) ? $"-{Key}" : Key,
        ["page"] = null,
    });
}
