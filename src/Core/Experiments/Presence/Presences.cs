using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Presence;

/// <summary>
/// Knows who has the page of which experiment open, in whichever process: each open page says so every <see cref="Beat"/>, and counts
/// for <see cref="Life"/>. A page that is closed says so, and one that just vanishes is forgotten by itself.
/// </summary>
public sealed class Presences(IDbContextFactory<AppDbContext> contexts, WriteGate gate, TimeProvider clock)
{
    /// <summary>How often an open page says that it is.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>How long it counts for after that.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(45);

    /// <summary>Says that a page is open, and asks who else has it.</summary>
    /// <param name="access">Who looks; a person.</param>
    /// <param name="environmentId">The experiment's environment.</param>
    /// <param name="experimentId">The experiment.</param>
    /// <param name="visit">Of the open page: 32 hexadecimal digits that it made up.</param>
    /// <param name="isEditing">Whether something is being edited there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Everybody else, each once, those who edit first.</returns>
    public async Task<IReadOnlyList<PresentPerson>> BeatAsync(
        ProjectAccess access, int environmentId, int experimentId, string visit, bool isEditing, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        if (access.Actor is not { Kind: ActorKind.Person, Id: { } personId } actor)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await ExperimentQueries.Of(db, access, environmentId).AnyAsync(experiment => experiment.Id == experimentId, cancellationToken))
        {
            return [];
        }

        var now = clock.Now();
        await gate.WriteAsync(
            async () =>
            {
                var forgotten = now - Life;
                _ = await db.Set<PagePresence>().Where(row => row.Visit == visit || row.SeenAt < forgotten).ExecuteDeleteAsync(cancellationToken);
                _ = db.Add(new PagePresence
                {
                    Visit = visit,
                    ExperimentId = experimentId,
                    PersonId = personId,
                    Name = actor.Name,
                    IsEditing = isEditing,
                    SeenAt = now,
                });
                _ = await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return await OthersAsync(db, experimentId, personId, now, cancellationToken);
    }

    /// <summary>Says that a page is closed.</summary>
    public async Task LeaveAsync(string visit, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await gate.WriteAsync(() => db.Set<PagePresence>().Where(row => row.Visit == visit).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Everybody but one person who has an experiment open, each once, those who edit first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="experimentId">The experiment.</param>
    /// <param name="personId">Who is left out; null for nobody.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal static async Task<IReadOnlyList<PresentPerson>> OthersAsync(
        AppDbContext db, int experimentId, int? personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Life;
        var rows = await db.Set<PagePresence>().AsNoTracking()
            .Where(row => row.ExperimentId == experimentId && row.SeenAt >= since && row.PersonId != personId)
            .Select(row => new { row.PersonId, row.Name, row.IsEditing }).ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.PersonId).Select(group => new PresentPerson(group.First().Name, group.Any(row => row.IsEditing)))
                .OrderByDescending(person => person.IsEditing).ThenBy(person => person.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
