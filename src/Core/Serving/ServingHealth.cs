using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExperimentAdmin.Core.Serving;

/// <summary>
/// Red until every environment was served once, so that no application is sent here whose key nobody would know; later, one that
/// cannot be loaded at first is no reason to keep applications from the others. Yellow while an environment serves something
/// older than what the database has, or nobody knows whether one does.
/// </summary>
internal sealed class ServingHealth(EnvironmentKeeper keeper) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(
            !keeper.HasServedAll ? HealthCheckResult.Unhealthy("Not every environment could be loaded since the process started.")
            : keeper.IsBlind ? HealthCheckResult.Degraded("What changed in the database could not be found out.")
            : keeper.Failing is { Count: > 0 } failing
                ? HealthCheckResult.Degraded($"Environments that could not be loaded or published as they are now: {string.Join(", ", failing)}.")
            : HealthCheckResult.Healthy());
}
