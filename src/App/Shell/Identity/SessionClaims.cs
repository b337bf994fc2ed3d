using System.Globalization;
using System.Security.Claims;
using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>What the cookie says about the person who is signed in, and about the sign-in itself.</summary>
internal static class SessionClaims
{
    public const string InstanceAdministrator = "instance_administrator";

    private const string SessionId = "session";
    private const string Secret = "session_secret";
    private const string KeyId = "key";

    /// <param name="person">Who signed in, as they are now.</param>
    /// <param name="session">What their browser shows for it.</param>
    public static ClaimsPrincipal Principal(PersonSession person, SessionKey session)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, person.Name),
            new(ClaimTypes.Email, person.Email),
            new(SessionId, session.Id.ToString(CultureInfo.InvariantCulture)),
            new(Secret, session.Secret),
        ];
        if (person.IsInstanceAdministrator)
        {
            claims.Add(new Claim(InstanceAdministrator, "true"));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <summary>The sign-in; null for somebody who is not signed in, and for the owner of a key.</summary>
    public static SessionKey? Session(ClaimsPrincipal principal)
        => int.TryParse(principal.FindFirstValue(SessionId), CultureInfo.InvariantCulture, out var id) && principal.FindFirstValue(Secret) is { } secret
            ? new SessionKey(id, secret)
            : null;

    /// <summary>The person; null for somebody who is not signed in, and for the owner of a key.</summary>
    public static int? Person(ClaimsPrincipal principal)
        => int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Whether they managed the instance when the cookie was written.</summary>
    public static bool IsInstanceAdministrator(ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == InstanceAdministrator);

    /// <summary>The caller of the API who showed a key.</summary>
    public static ClaimsPrincipal Principal(Actor key)
        => new(new ClaimsIdentity(
            [new(KeyId, key.Id?.ToString(CultureInfo.InvariantCulture) ?? string.Empty), new(ClaimTypes.Name, key.Name)], nameof(ActorKind.Key)));

    public static Actor Actor(ClaimsPrincipal principal)
    {
        var name = principal.FindFirstValue(ClaimTypes.Name) ?? string.Empty;
        return Person(principal) is { } person ? Core.Common.Actor.Person(person, name)
            : int.TryParse(principal.FindFirstValue(KeyId), CultureInfo.InvariantCulture, out var key) ? Core.Common.Actor.Key(key, name)
            : Core.Common.Actor.Nobody;
    }
}
