using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>The revision of an object as its entity tag, and the one that a caller's change was made from.</summary>
internal static class Revisions
{
    // No object ever has this revision, so that it refuses as stale.
    private const int None = -1;

    /// <summary>Says which revision the answer shows.</summary>
    public static void Tag(HttpContext http, int revision)
        => http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>
    /// The revision that <c>If-Match</c> asks for; null without one, or with <c>*</c>. Revisions only rise, so among several
    /// only the highest can be the current one. A tag that is not ours matches nothing.
    /// </summary>
    public static int? Expected(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || header.ToString().Trim() is "*")
        {
            return null;
        }

        return EntityTagHeaderValue.TryParseList(header, out var tags)
            ? tags.Select(tag => !tag.IsWeak
                && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : None).Max()
            : None;
    }
}
