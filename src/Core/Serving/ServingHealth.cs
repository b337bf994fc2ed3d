using ExperimentAdmin.Core.Serving.Loading;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExperimentAdmin.Core.Serving;

/// <summary>
/// Red until the process knows what there is, so that no application is sent here whose key nobody would know. Yellow while an
/// environment serves something older than what the database has, or nothing yet, or nobody knows whether one does, or while nobody
/// is in a segment because of a condition that is not served, or of rules that cannot be read: that is no
/// reason to keep applications from the others, nor people from the pages where it is mended.
/// </summary>
internal sealed class ServingHealth(EnvironmentKeeper keeper, ServedEnvironments served) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(
            !keeper.IsCaughtUp ? HealthCheckResult.Unhealthy("What there is to be served could not be found out since the process started.")
            : keeper.IsBlind ? HealthCheckResult.Degraded("What changed in the database could not be found out.")
            : keeper.Failing is { Count: > 0 } failing
                ? HealthCheckResult.Degraded($"Environments that could not be loaded as they are now: {string.Join(", ", failing)}.")
            : NotServed() is { Count: > 0 } segments
                ? HealthCheckResult.Degraded($"Segments that nobody is in because of a condition that is not served: {FaultText.Segments(segments)}.")
            : HealthCheckResult.Healthy());

    private List<ServedSegment> NotServed() => [.. served.All().SelectMany(loaded => loaded.Environment.Segments)
        .Where(segment => segment.Compiled.Faults.Count > 0).DistinctBy(segment => segment.Id).OrderBy(segment => segment.Id)];
}
