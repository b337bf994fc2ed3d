using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExperimentAdmin.Core.Retention;

/// <summary>Yellow from a run that could not archive until one that could, or until everything is kept for ever. Anybody may read it, so it names no folder.</summary>
public sealed class RetentionHealth : IHealthCheck
{
    private volatile bool _isFailing;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(_isFailing
            ? HealthCheckResult.Degraded("Old records could not be archived, so no more of them are removed. The page Retention says why.")
            : HealthCheckResult.Healthy());

    internal void Ended(bool isFailing) => _isFailing = isFailing;
}
