using System.Text.Encodings.Web;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace ExperimentAdmin.App.Shell.Api.Callers;

/// <summary>
/// Who calls the API: the owner of the key in <c>Authorization</c>, else the person of the browser's session. Refusals are
/// answers of the API, never a way to the sign-in page.
/// </summary>
internal sealed class ApiSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ManagementKeySignIn keys, ManagementKeyUses uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The name of the scheme, and of the one that chooses between it and the cookie.</summary>
    public const string SchemeName = "Api";

    private const string NoCredentials = "Authentication credentials were not provided.";

    // As the reference takes them: keys of scripts, and what HTTP clients call every token.
    private static readonly string[] s_schemes = ["Api-Key", "Bearer", "Token"];

    private string _refusal = NoCredentials;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is not { Length: > 0 } header)
        {
            return await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }

        var parts = header.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !s_schemes.Contains(parts[0], StringComparer.OrdinalIgnoreCase))
        {
            return Refuse("Invalid token header. Send Authorization: Api-Key followed by the key.");
        }

        switch (await keys.FindAsync(parts[1], Context.RequestAborted))
        {
            case KeySignIn.Found found:
                uses.Note(found.KeyId);
                return AuthenticateResult.Success(new AuthenticationTicket(SessionClaims.Principal(Actor.Key(found.KeyId, found.Name)), Scheme.Name));
            case KeySignIn.Expired expired:
                return Refuse($"Valid Master API Key not found. This key expired at {WireTime.Write(expired.At)}; ask an administrator for a new one.");
            case KeySignIn.Revoked revoked:
                return Refuse($"Valid Master API Key not found. This key was revoked at {WireTime.Write(revoked.At)}; ask an administrator for a new one.");
            default:
                return Refuse("Valid Master API Key not found.");
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        _ = await HandleAuthenticateOnceSafeAsync();
        Response.Headers.WWWAuthenticate = s_schemes[0];
        await ApiErrors.Of(Context, StatusCodes.Status401Unauthorized, new Error.Forbidden("not_signed_in", _refusal)).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
        => ApiErrors.Of(Context, new Error.Forbidden("refused", "Nobody may use this address.")).ExecuteAsync(Context);

    private AuthenticateResult Refuse(string sentence)
    {
        _refusal = sentence;
        return AuthenticateResult.Fail(sentence);
    }
}
