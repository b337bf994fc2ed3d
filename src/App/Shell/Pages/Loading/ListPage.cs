using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Pages.Loading;

/// <summary>A page with a list. Search and page are in its address, as <c>q</c> and <c>page</c>, with whatever else it narrows or orders by.</summary>
public abstract class ListPage : LoadingPart
{
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageText { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The page of the list, from 1.</summary>
    protected int Number => Paging.Number(PageText) ?? 1;

    /// <summary>Shows a page that was read, unless the address asks for one past the end: then it goes to the last one.</summary>
    protected Action Showing<T>(Page<T> page, Action show) => () =>
    {
        if (!Navigation.LeavesPastTheEnd(page))
        {
            show();
        }
    };

    /// <summary>Looks for a text, from the first page.</summary>
    protected void SearchFor(string? text)
        => Navigation.NavigateTo(Address("q", string.IsNullOrWhiteSpace(text) ? null : text), replace: true);

    /// <summary>The address with one thing asked for otherwise, and the first page.</summary>
    protected string Address(string key, string? value) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = value, ["page"] = null });
}
