using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>Shows what applications ask for, with what this process counted and has not written yet.</summary>
public sealed class RequestReads(IDbContextFactory<AppDbContext> contexts, RequestCounts counts, TimeProvider clock)
{
    /// <summary>How many days of requests are shown, today among them.</summary>
    public const int Days = 30;

    internal const int HoursADay = 24;

    /// <summary>How often a flag was read on each of the last days; null when the caller may not see such a flag in the environment.</summary>
    public async Task<FlagRequests?> FlagAsync(ProjectAccess access, int environmentId, int featureId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        if (!await FlagQueries.Of(db, access, environmentId).AnyAsync(feature => feature.Id == featureId, cancellationToken))
        {
            return null;
        }

        var now = clock.Now();
        var firstDay = (RequestCounts.HourOf(now) / HoursADay) - (Days - 1);
        var requests = new long[Days];
        foreach (var (hour, count) in counts.Waiting(environmentId, featureId))
        {
            Add(requests, (hour / HoursADay) - firstDay, count);
        }

        var written = await db.Set<RequestCount>()
            .Where(count => count.EnvironmentId == environmentId && count.FeatureId == featureId && count.Hour >= firstDay * HoursADay)
            .GroupBy(count => count.Hour / HoursADay)
            .Select(day => new { Day = day.Key, Requests = day.Sum(count => count.Requests) })
            .ToListAsync(cancellationToken);
        written.ForEach(day => Add(requests, day.Day - firstDay, day.Requests));
        var first = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - Days);
        return new FlagRequests([.. requests.Select((count, index) => new DayRequests(first.AddDays(index), count))]);
    }

    /// <summary>The newest request that came with a key of an environment; null before the first.</summary>
    public async Task<LastRequestItem?> LastAsync(ProjectAccess access, int environmentId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        if (!await db.Set<ProjectEnvironment>().AnyAsync(
            environment => environment.Id == environmentId && environment.ProjectId == access.ProjectId && environment.DeletedAt == null,
            cancellationToken))
        {
            return null;
        }

        var written = await db.Set<LastRequest>().SingleOrDefaultAsync(request => request.EnvironmentId == environmentId, cancellationToken);
        return counts.Last(environmentId) is { } seen && (written is null || seen.At >= written.At)
            ? seen.ToItem()
            : written is null ? null : new LastRequestItem(written.At, written.Kind, written.UserAgent);
    }

    // Clocks of several processes differ: what another one counted tomorrow is left out today.
    private static void Add(long[] requests, int day, long count)
    {
        if (day >= 0 && day < requests.Length)
        {
            requests[day] += count;
        }
    }
}
