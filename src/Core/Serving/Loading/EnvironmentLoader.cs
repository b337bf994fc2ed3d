using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>
/// Loads all that an environment serves in one consistent read. What was compiled before and has not changed since is
/// taken over: only what a change touched is read and compiled again.
/// </summary>
internal sealed class EnvironmentLoader(IDbContextFactory<AppDbContext> contexts, SegmentLoader segmentLoader)
{
    /// <param name="environmentId">The environment.</param>
    /// <param name="before">What was loaded of it last; null for the first time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when the environment is gone.</returns>
    public async Task<LoadedEnvironment?> LoadAsync(int environmentId, LoadedEnvironment? before, CancellationToken cancellationToken)
    {
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var row = await db.Set<ProjectEnvironment>().Where(environment => environment.Id == environmentId && environment.DeletedAt == null)
            .Join(
                db.Set<Project>().Where(project => project.DeletedAt == null), environment => environment.ProjectId, project => project.Id,
                (environment, project) => new { Environment = environment, Project = project })
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var running = await StampReader.RunningAsync(db, environmentId, cancellationToken);
        var (segmentStamps, rules) = await StampReader.SegmentsAsync(db, row.Project.Id, running.Values, cancellationToken);
        var flagStamps = await StampReader.FlagsAsync(db, environmentId, running, segmentStamps.Keys, cancellationToken);
        var segments = await SegmentsAsync(db, segmentStamps, rules, before, cancellationToken);
        var flags = await FlagsAsync(db, environmentId, flagStamps, before, cancellationToken);
        return new LoadedEnvironment(
            Served(row.Environment, row.Project, segments.Values, flags.Values),
            await KeysAsync(db, environmentId, cancellationToken),
            flags,
            segments);
    }

    private static ServedEnvironment Served(
        ProjectEnvironment environment, Project project, IEnumerable<LoadedPart<SegmentStamp, ServedSegment>> segments,
        IEnumerable<LoadedPart<FlagStamp, ServedFlag>> flags) => new(
        environment.Id,
        project.Id,
        environment.Name,
        environment.HashKey,
        environment.Revision,
        environment.UpdatedAt,
        new ServedSettings(
            project.Name, project.HideDisabledFlags, environment.HideDisabledFlags, environment.HideSensitiveData,
            environment.AllowClientTraits, environment.AllowedOrigins),
        [.. segments.Select(segment => segment.Part).OrderBy(segment => segment.Id)],
        [.. flags.Select(flag => flag.Part).OrderBy(flag => flag.FeatureId)]);

    private async Task<Dictionary<int, LoadedPart<SegmentStamp, ServedSegment>>> SegmentsAsync(
        AppDbContext db, Dictionary<int, SegmentStamp> stamps, Dictionary<int, IReadOnlyList<SegmentRule>> rules, LoadedEnvironment? before,
        CancellationToken cancellationToken)
    {
        var known = stamps.Where(stamp => before?.Segments.GetValueOrDefault(stamp.Key)?.Stamp == stamp.Value)
            .ToDictionary(stamp => stamp.Key, stamp => before!.Segments[stamp.Key]);
        foreach (var segment in await segmentLoader.LoadAsync(db, [.. stamps.Keys.Except(known.Keys)], rules, cancellationToken))
        {
            known.Add(segment.Id, new LoadedPart<SegmentStamp, ServedSegment>(stamps[segment.Id], segment));
        }

        return known;
    }

    private static async Task<Dictionary<int, LoadedPart<FlagStamp, ServedFlag>>> FlagsAsync(
        AppDbContext db, int environmentId, Dictionary<int, FlagStamp> stamps, LoadedEnvironment? before, CancellationToken cancellationToken)
    {
        var known = stamps.Where(stamp => before?.Flags.GetValueOrDefault(stamp.Key)?.Stamp == stamp.Value)
            .ToDictionary(stamp => stamp.Key, stamp => before!.Flags[stamp.Key]);
        var touched = stamps.Where(stamp => !known.ContainsKey(stamp.Key)).ToDictionary();
        foreach (var flag in await FlagLoader.LoadAsync(db, environmentId, touched, cancellationToken))
        {
            known.Add(flag.FeatureId, new LoadedPart<FlagStamp, ServedFlag>(touched[flag.FeatureId], flag));
        }

        return known;
    }

    private static Task<List<LoadedKey>> KeysAsync(AppDbContext db, int environmentId, CancellationToken cancellationToken)
        => db.Set<EnvironmentKey>().Where(key => key.EnvironmentId == environmentId && key.RevokedAt == null)
            .Select(key => new LoadedKey(key.Id, key.Kind, key.Token, key.Hash, key.ExpiresAt))
            .ToListAsync(cancellationToken);
}
