using Microsoft.AspNetCore.Components.Authorization;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>Who looks at the page.</summary>
public sealed class CurrentActor(AuthenticationStateProvider states)
{
    /// <summary>The person who is signed in, or <see cref="Actor.Nobody"/>, whom every gate refuses.</summary>
    public async Task<Actor> GetAsync() => SessionClaims.Actor((await states.GetAuthenticationStateAsync()).User);
}
