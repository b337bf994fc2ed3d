using System.Globalization;
using System.Security.Claims;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>What the cookie says about the person who is signed in.</summary>
internal static class SessionClaims
{
    public const string InstanceAdministrator = "instance_administrator";

    private const string Stamp = "stamp";
    private const string KeyId = "key";

    public static ClaimsPrincipal Principal(PersonSession session)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, session.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, session.Name),
            new(ClaimTypes.Email, session.Email),
            new(Stamp, session.Stamp),
        ];
        if (session.IsInstanceAdministrator)
        {
            claims.Add(new Claim(InstanceAdministrator, "true"));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <summary>The person and the stamp that they signed in with; null for somebody who is not signed in.</summary>
    public static (int PersonId, string Stamp)? Read(ClaimsPrincipal principal)
        => int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            && principal.FindFirstValue(Stamp) is { } stamp
            ? (id, stamp)
            : null;

    /// <summary>Whether they managed the instance when the cookie was written.</summary>
    public static bool IsInstanceAdministrator(ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == InstanceAdministrator);

    /// <summary>The caller of the API who showed a key.</summary>
    public static ClaimsPrincipal Principal(Actor key)
        => new(new ClaimsIdentity(
            [new(KeyId, key.Id?.ToString(CultureInfo.InvariantCulture) ?? string.Empty), new(ClaimTypes.Name, key.Name)], nameof(ActorKind.Key)));

    public static Actor Actor(ClaimsPrincipal principal)
    {
        var name = principal.FindFirstValue(ClaimTypes.Name) ?? string.Empty;
        return Read(principal) is { PersonId: var person } ? Core.Common.Actor.Person(person, name)
            : int.TryParse(principal.FindFirstValue(KeyId), CultureInfo.InvariantCulture, out var key) ? Core.Common.Actor.Key(key, name)
            : Core.Common.Actor.Nobody;
    }
}
