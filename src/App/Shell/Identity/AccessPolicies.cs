using Microsoft.AspNetCore.Authorization;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>
/// The rules that pages and endpoints name. One that names none is refused to everybody: what nobody thought about is
/// shut. What somebody may do inside is decided in Core, not here.
/// </summary>
internal static class AccessPolicies
{
    /// <summary>Anybody who is signed in. Pages of a project are further guarded by the frame around them.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>An instance administrator.</summary>
    public const string InstanceAdministrator = nameof(InstanceAdministrator);

    public static IServiceCollection AddRules(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(InstanceAdministrator, policy => policy.RequireClaim(SessionClaims.InstanceAdministrator))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        return services;
    }

    /// <summary>Whether a page says who may see it.</summary>
    public static bool AreNamedBy(Type page)
        => page.GetCustomAttributes(inherit: true).Any(attribute => attribute is IAllowAnonymous or IAuthorizeData { Policy: not null });
}
