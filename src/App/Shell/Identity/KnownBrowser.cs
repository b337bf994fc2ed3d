using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>
/// A cookie by which a browser shows whom it last signed in, also after signing out, from another address or after a restart. It opens
/// nothing: it keeps its owner from being shut out by those who guess their password from many places.
/// </summary>
internal static class KnownBrowser
{
    private const string Cookie = "experiment-admin-known";

    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(180);

    public static void Remember(HttpContext http, string email)
        => http.Response.Cookies.Append(Cookie, Protector(http).Protect(email, s_lifetime), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = s_lifetime,
            Path = http.Request.PathBase is { HasValue: true } pathBase ? pathBase.Value : "/",
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });

    /// <summary>The address of the account that was last signed in to here; null when nobody knows.</summary>
    public static string? Account(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[Cookie] is { Length: > 0 } cookie ? Protector(http).Unprotect(cookie) : null;
        }
        catch (CryptographicException)
        {
            return null; // Made up, or too old.
        }
    }

    private static ITimeLimitedDataProtector Protector(HttpContext http)
        => http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(KnownBrowser)).ToTimeLimitedDataProtector();
}
