using System.Globalization;
using ExperimentAdmin.App.Shell.Api.Refusals;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>Pages of lists (management-api, section 1): <c>page</c> from 1 or <c>last</c>, <c>page_size</c> up to 999, which is also the default.</summary>
internal static class WirePaging
{
    /// <summary>What names the last page, whichever that is.</summary>
    public const string Last = "last";

    /// <summary>The refusal of a page that does not exist: 404.</summary>
    public static Error InvalidPage { get; } = new Error.NotFound("invalid_page", "Invalid page.");

    /// <summary>Answers the page of a list that was asked for.</summary>
    /// <param name="http">The request.</param>
    /// <param name="byDefault">The rows of a page when nothing else is asked for.</param>
    /// <param name="read">Reads a page by its number and its size.</param>
    /// <param name="write">A row on the wire.</param>
    public static async Task<IResult> AnswerAsync<T, TWire>(HttpContext http, int byDefault, Func<int, int, Task<Page<T>>> read, Func<T, TWire> write)
        => await ReadAsync(http.Request, byDefault, read, page => page) is { } page && Of(http.Request, page, write) is { } wire
            ? Results.Json(wire, WireJson.Options)
            : ApiErrors.Of(http, InvalidPage);

    /// <summary>Reads the page of a list that was asked for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="byDefault">The rows of a page when nothing else is asked for.</param>
    /// <param name="read">Reads a page by its number and its size.</param>
    /// <param name="pageOf">The page in what was read.</param>
    /// <returns>What was read; null when nothing that could be a page was asked for.</returns>
    public static async Task<TList?> ReadAsync<TList, T>(
        HttpRequest request, int byDefault, Func<int, int, Task<TList>> read, Func<TList, Page<T>> pageOf)
        where TList : class
    {
        var size = Size(request, byDefault);
        if (request.Query["page"].ToString() is not Last)
        {
            return Number(request) is { } number ? await read(number, size) : null;
        }

        // Which one is last, the first one tells; and rows can go while it is fetched.
        var list = await read(1, size);
        for (var last = pageOf(list).Count; pageOf(list).Number != last; last = Math.Min(last, pageOf(list).Count))
        {
            list = await read(last, size);
        }

        return list;
    }

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

    // Null for what is no number of a page.
    private static int? Number(HttpRequest request)
        => request.Query["page"].ToString() is not { Length: > 0 } text ? 1
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : null;

    // Larger ones are cut, and nonsense gives the default.
    private static int Size(HttpRequest request, int byDefault)
        => int.TryParse(request.Query["page_size"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? Math.Min(size, ListQuery.MaxSize)
            : byDefault;

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
