using Microsoft.AspNetCore.Http.Extensions;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>Where to go after the sign-in: always somewhere in this application, whatever the address says.</summary>
internal static class ReturnUrl
{
    /// <summary>The sign-in page that leads back to a page.</summary>
    /// <param name="page">An address relative to the application's base.</param>
    public static string SignIn(string page)
        => page.Length == 0
            ? SignInCookie.SignInPath.TrimStart('/')
            : SignInCookie.SignInPath.TrimStart('/') + new QueryBuilder { { SignInCookie.ReturnParameter, $"/{page}" } };

    /// <summary>The address to go to, relative to the application's base.</summary>
    /// <param name="wish">What the sign-in page was asked for; anything that is not a local path is ignored.</param>
    /// <param name="pathBase">Where the application is mounted, such as <c>/experiments</c>; may be empty.</param>
    public static string Local(string? wish, string pathBase)
    {
        if (!IsLocal(wish))
        {
            return string.Empty;
        }

        var isBelow = pathBase.Length > 0 && wish!.StartsWith($"{pathBase}/", StringComparison.OrdinalIgnoreCase);
        var path = isBelow ? wish![pathBase.Length..] : wish!;
        return IsLocal(path) && !HasScheme(path[1..]) ? path[1..] : string.Empty;
    }

    // Without its slash the first part of a path can read like the scheme of an address of its own.
    private static bool HasScheme(string relative)
        => relative.IndexOfAny(['/', '?', '#']) is var end && (end < 0 ? relative : relative[..end]).Contains(':', StringComparison.Ordinal);

    // One slash and then neither a slash nor a backslash: browsers take those two for another host. Control characters
    // are dropped by browsers, and could hide such a pair.
    private static bool IsLocal(string? wish)
        => wish is ['/', ..] && wish is not ['/', '/' or '\\', ..] && !wish.Any(char.IsControl) && !wish.Contains('\\', StringComparison.Ordinal);
}
