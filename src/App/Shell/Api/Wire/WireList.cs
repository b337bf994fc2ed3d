namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>Lists of the routes of our own: <c>q</c> searches, <c>page</c> from 1, <c>page_size</c> 100 unless asked for, up to 999.</summary>
internal static class WireList
{
    /// <summary>The rows of a page when nothing else is asked for.</summary>
    public const int DefaultSize = 100;

    /// <summary>Answers the page that was asked for.</summary>
    /// <param name="http">The request.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="write">A row on the wire.</param>
    public static Task<IResult> AnswerAsync<T, TWire>(HttpContext http, Func<ListQuery, Task<Page<T>>> read, Func<T, TWire> write)
        => WirePaging.AnswerAsync(
            http,
            DefaultSize,
            (page, size) => read(new ListQuery { Search = http.Request.Query["q"].ToString(), Page = page, Size = size }),
            write);
}
