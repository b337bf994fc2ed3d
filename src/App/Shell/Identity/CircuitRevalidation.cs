using System.Security.Claims;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>
/// Looks whether the sign-in behind an open page still holds: each minute, and when <see cref="CircuitEnd"/> says so. A cookie
/// is only read when a page is loaded, and an open page may stay for days. While the database is away nobody's sign-in ends.
/// </summary>
internal sealed class CircuitRevalidation(ILoggerFactory loggers, SessionReads sessions)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private static readonly AuthenticationState s_nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    /// <summary>How long an open page goes on at most after its sign-in ended in another process or by itself.</summary>
    protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Looks now, if the page is of this person. Where that fails, it is looked at within the minute again.</summary>
    public async Task LookAsync(int personId)
    {
        var state = await GetAuthenticationStateAsync();
        if (SessionClaims.Person(state.User) == personId && !await ValidateAuthenticationStateAsync(state, CancellationToken.None))
        {
            SetAuthenticationState(Task.FromResult(s_nobody));
        }
    }

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return SessionClaims.Session(authenticationState.User) is { } session
                && await sessions.FindAsync(session, cancellationToken) is { } now
                && (now.IsInstanceAdministrator || !SessionClaims.IsInstanceAdministrator(authenticationState.User));
        }
        catch (Exception exception) when (DatabaseAway.Of(exception) is not null)
        {
            return true; // Nobody is signed out by an outage, and nobody gets anything: it would come from the database.
        }
    }
}
