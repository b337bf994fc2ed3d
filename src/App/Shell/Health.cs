using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace ExperimentAdmin.App.Shell;

/// <summary>What tells those who watch over the process how it is.</summary>
internal static class Health
{
    /// <summary>Below this everything answers without a sign-in.</summary>
    public const string Path = "/health";

    /// <summary>Live: the process answers. Ready: what it needs answers too.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks($"{Path}/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks($"{Path}/ready").AllowAnonymous();
    }
}
