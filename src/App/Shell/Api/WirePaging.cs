using System.Globalization;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>Pages of lists (management-api, section 1): <c>page</c> from 1, <c>page_size</c> up to 999, which is also the default.</summary>
internal static class WirePaging
{
    /// <summary>The refusal of a page that does not exist: 404.</summary>
    public static Error InvalidPage { get; } = new Error.NotFound("invalid_page", "Invalid page.");

    /// <summary>Which page was asked for; null when that is no number of a page.</summary>
    public static int? Number(HttpRequest request)
        => request.Query["page"].ToString() is not { Length: > 0 } text ? 1
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : null;

    /// <summary>How many rows: larger is cut, nonsense gives the default.</summary>
    public static int Size(HttpRequest request, int byDefault = ListQuery.MaxSize)
        => int.TryParse(request.Query["page_size"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? Math.Min(size, ListQuery.MaxSize)
            : byDefault;

    /// <summary>Whether the list is to show what was put away, and not the rest.</summary>
    public static bool Archived(HttpRequest request) => request.Query["archived"].ToString() is "1" or "true" or "True";

    /// <summary>The envelope; null when the page lies beyond the end.</summary>
    public static WirePage<TWire>? Of<T, TWire>(HttpRequest request, Page<T> page, Func<T, TWire> write)
        => page.Number > page.Count
            ? null
            : new WirePage<TWire>(
                page.Total,
                page.Number < page.Count ? Address(request, page.Number + 1) : null,
                page.Number > 1 ? Address(request, page.Number - 1) : null,
                [.. page.Items.Select(write)]);

    // The first page has no number in its address.
    private static string Address(HttpRequest request, int number)
    {
        var query = request.Query.Where(entry => entry.Key != "page").ToList();
        if (number > 1)
        {
            query.Insert(0, KeyValuePair.Create("page", new Microsoft.Extensions.Primitives.StringValues(number.ToString(CultureInfo.InvariantCulture))));
        }

        return $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}{QueryString.Create(query)}";
    }
}
