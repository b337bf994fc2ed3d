using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace ExperimentAdmin.App.Shell.Api.Callers;

/// <summary>The revision of an object as its entity tag, and the one that a caller's change was made from.</summary>
internal static class Revisions
{
    /// <summary>Says which revision the answer shows.</summary>
    public static void Tag(HttpContext http, int revision) => http.Response.Headers.ETag = TagOf(revision);

    /// <summary>
    /// The revision that <c>If-Match</c> asks for; null without one, or with <c>*</c>. Revisions only rise, so among several
    /// only the highest can be the current one.
    /// </summary>
    public static int? Expected(HttpRequest request) => Tags(request).Max(RevisionOf);

    /// <summary>The refusal of a header that holds no tag of ours: nobody changed anything, so it must not be said. Null for one that does.</summary>
    public static Error? WhyUnreadable(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0 || IsAny(request) || Tags(request).Any(tag => RevisionOf(tag) is not null))
        {
            return null;
        }

        var sent = request.Headers.IfMatch.ToString();
        var shown = string.IsNullOrWhiteSpace(sent) ? "empty" : sent.Length <= 100 ? sent : $"{sent[..100]}…";
        return new Error.Invalid("if_match_unreadable", Tags(request) switch
        {
            [] => $"{ApiMapping.IfMatch} is {shown}, which is no entity tag. Send the ETag of the answer that your change was made from, as it was and with its quotes, such as \"3\".",
            var tags when tags.Any(tag => tag.IsWeak && RevisionOf(tag.Tag) is not null)
                => $"{ApiMapping.IfMatch} is {shown}, a weak tag, and those do not count for a change. Send the ETag as it was, without W/.",
            _ => $"{ApiMapping.IfMatch} is {shown}, which is no ETag of this API. Send the one of the answer that your change was made from, as it was, such as \"3\".",
        });
    }

    private static bool IsAny(HttpRequest request) => request.Headers.IfMatch.ToString().Trim() is "*";

    private static IList<EntityTagHeaderValue> Tags(HttpRequest request)
        => !IsAny(request) && EntityTagHeaderValue.TryParseStrictList(request.Headers.IfMatch, out var tags) && !tags.Contains(EntityTagHeaderValue.Any) ? tags : [];

    private static int? RevisionOf(EntityTagHeaderValue tag) => tag.IsWeak ? null : RevisionOf(tag.Tag);

    // One that was altered is not ours, even if it could be read.
    private static int? RevisionOf(Microsoft.Extensions.Primitives.StringSegment tag)
        => int.TryParse(tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && tag == TagOf(revision) ? revision : null;

    private static string TagOf(int revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");
}
