using ExperimentAdmin.Core.Access.Reads;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>
/// Looks each minute whether the person behind an open page may still be there. A cookie is only read when a page is
/// loaded, and an open page may stay for days.
/// </summary>
internal sealed class CircuitRevalidation(ILoggerFactory loggers, SessionReads sessions)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => SignInCookie.RevalidationInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
        => SessionClaims.Read(authenticationState.User) is var (personId, stamp)
            && await sessions.FindAsync(personId, stamp, cancellationToken) is { } now
            && (now.IsInstanceAdministrator || !SessionClaims.IsInstanceAdministrator(authenticationState.User));
}
