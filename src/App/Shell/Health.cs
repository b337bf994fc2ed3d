using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace ExperimentAdmin.App.Shell;

internal static class Health
{
    /// <summary>Live: the process answers. Ready: what it needs answers too.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
