using System.Buffers;
using Microsoft.AspNetCore.Http.Extensions;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>Where to go after the sign-in: always somewhere in this application, whatever the address says.</summary>
internal static class ReturnUrl
{
    // Addresses of ours are encoded once at most; whoever encodes more often has something to hide.
    private const int MostEncodings = 3;

    private static readonly SearchValues<char> s_endOfPath = SearchValues.Create("?#");

    // Any host would do: what is resolved against it either stays there or is refused.
    private static readonly Uri s_here = new("https://here.invalid/");

    /// <summary>The sign-in page that leads back to a page.</summary>
    /// <param name="page">An address relative to the application's base.</param>
    public static string SignIn(string page)
        => page.Length == 0
            ? SignInCookie.SignInPath.TrimStart('/')
            : SignInCookie.SignInPath.TrimStart('/') + new QueryBuilder { { SignInCookie.ReturnParameter, $"/{page}" } };

    /// <summary>The address to go to, relative to the application's base and encoded: ASCII alone, as a redirect needs it.</summary>
    /// <param name="wish">What the sign-in page was asked for; anything that does not plainly lead to a page of ours is ignored.</param>
    /// <param name="pathBase">Where the application is mounted, such as <c>/experiments</c>; may be empty.</param>
    public static string Local(string? wish, string pathBase)
    {
        var path = wish is not null && pathBase.Length > 0 && wish.StartsWith($"{pathBase}/", StringComparison.OrdinalIgnoreCase) ? wish[pathBase.Length..] : wish;
        return path is not null && IsLocal(path)
            && Uri.TryCreate(s_here, path, out var target)
            && Uri.Compare(target, s_here, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped, StringComparison.Ordinal) == 0
            ? target.AbsoluteUri[s_here.AbsoluteUri.Length..]
            : string.Empty;
    }

    /// <summary>
    /// Answers with the way there. A page's navigation would decode the address before it is sent, and what it stands for then is
    /// another matter.
    /// </summary>
    public static void Follow(HttpContext http, string? wish)
    {
        var pathBase = http.Request.PathBase;
        http.Response.Redirect($"{pathBase.ToUriComponent()}/{Local(wish, pathBase)}");
    }

    // What stands behind the path stays in the query or the fragment, whatever it is. The path itself has to be harmless in every form:
    // whoever passes it on may decode it, once or again.
    private static bool IsLocal(string wish)
    {
        var end = wish.AsSpan().IndexOfAny(s_endOfPath);
        var path = end < 0 ? wish : wish[..end];
        for (var encodings = 0; encodings <= MostEncodings; encodings++)
        {
            var decoded = Uri.UnescapeDataString(path);
            if (!IsBelowRoot(path) || decoded == path)
            {
                return IsBelowRoot(path) && HasNames(path) && !wish.Any(char.IsControl);
            }

            path = decoded;
        }

        return false;
    }

    // Browsers take two slashes, also with a backslash, for another host, and resolve dots.
    private static bool IsBelowRoot(string path)
        => path is ['/', ..] && !path.Contains("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
            && !path.Any(char.IsControl) && path.Split('/').All(part => part is not ("." or ".."));

    // Blanks at the ends are dropped, and a colon in the first part could make it a scheme.
    private static bool HasNames(string path)
    {
        var parts = path[1..].Split('/');
        return !parts[0].Contains(':', StringComparison.Ordinal)
            && parts.All(part => part.Length == 0 || char.IsLetterOrDigit(part, 0) || part[0] is '_' or '-');
    }
}
