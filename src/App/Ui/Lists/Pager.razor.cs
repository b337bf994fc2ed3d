using ExperimentAdmin.App.Shell.Pages.Words;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Lists;

/// <summary>How many rows a list has and the way to its other pages, which are in the address as <c>?page=2</c>.</summary>
public sealed partial class Pager
{
    /// <summary>The page that is shown, from 1.</summary>
    [Parameter, EditorRequired]
    public required int Number { get; set; }

    /// <summary>How many pages there are; at least 1.</summary>
    [Parameter, EditorRequired]
    public required int Pages { get; set; }

    /// <summary>How many rows a full page has.</summary>
    [Parameter, EditorRequired]
    public required int Size { get; set; }

    /// <summary>How many rows the whole list has.</summary>
    [Parameter, EditorRequired]
    public required int Total { get; set; }

    /// <summary>The word for one row.</summary>
    [Parameter, EditorRequired]
    public required string One { get; set; }

    /// <summary>The word for several rows, if it is not <see cref="One"/> with an s.</summary>
    [Parameter]
    public string? Many { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Summary
    {
        get
        {
            var count = DisplayText.Count(Total, One, Many);
            var first = ((Number - 1) * (long)Size) + 1;
            return Pages == 1 || first > Total
                ? count
                : $"{DisplayText.Number(first)}–{DisplayText.Number(Math.Min(Total, first + Size - 1))} of {count}";
        }
    }

    // First, last, and the neighbours; null where some are left out.
    private IEnumerable<int?> Shown
    {
        get
        {
            var pages = Enumerable.Range(Number - 1, 3).Append(1).Append(Pages)
                .Where(page => page >= 1 && page <= Pages).Distinct().Order().ToList();
            foreach (var (index, page) in pages.Index())
            {
                if (index > 0 && page > pages[index - 1] + 1)
                {
                    yield return null;
                }

                yield return page;
            }
        }
    }

    private string? Href(int page)
        => page < 1 || page > Pages ? null : Navigation.GetUriWithQueryParameter("page", page == 1 ? null : (int?)page);
}
