using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>What a database tells of the changes that it has had, against those that this program knows.</summary>
/// <param name="State">Whose it is, and how far it has come.</param>
/// <param name="Unknown">The changes that this program does not know, oldest first.</param>
internal sealed record DatabaseHistory(DatabaseState State, IReadOnlyList<string> Unknown)
{
    /// <summary>What keeps this program from it, said of the database; null when nothing does.</summary>
    public string? Obstacle => State switch
    {
        DatabaseState.Foreign => $"belongs to another program (it has the change {Unknown[^1]}, and none of ours)",
        DatabaseState.FromBefore => $"was made by a version of ExperimentAdmin from before the first release (it has the change {Unknown[^1]})",
        DatabaseState.Newer => $"was already used by a newer version of ExperimentAdmin (it has {Named(Unknown)})",
        DatabaseState.Empty or DatabaseState.Older or DatabaseState.Current => null,
    };

    public static async Task<DatabaseHistory> ReadAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        List<string> applied = [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
        return Of(applied, [.. db.Database.GetMigrations()], applied.Count > 0 && await HasMostOfOurTablesAsync(db, cancellationToken));
    }

    /// <param name="applied">The changes that the database has had.</param>
    /// <param name="known">Those of this program, of which the first makes the tables.</param>
    /// <param name="isOurs">Whether it has tables like ours, whatever changes made them.</param>
    public static DatabaseHistory Of(IReadOnlyList<string> applied, IReadOnlyList<string> known, bool isOurs)
    {
        List<string> unknown = [.. applied.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new(
            unknown.Count == 0
                ? applied.Count == known.Count ? DatabaseState.Current : applied.Count > 0 ? DatabaseState.Older : DatabaseState.Empty
                : applied.Contains(known[0], StringComparer.Ordinal) ? DatabaseState.Newer
                : !isOurs ? DatabaseState.Foreign
                : IsFromBefore(unknown[0], known[0]) ? DatabaseState.FromBefore
                : DatabaseState.Newer,
            unknown);
    }

    /// <summary>Whether a change is older than the one that makes the tables now: their names begin with the time at which they were made.</summary>
    public static bool IsFromBefore(string change, string first) => string.CompareOrdinal(change, first) < 0;

    /// <summary>Refuses what this program cannot bring up to date, before anything is changed.</summary>
    /// <exception cref="StartFailureException">It is another one's.</exception>
    public void RefuseOthers(DatabaseOptions options)
    {
        if (Obstacle is { } obstacle)
        {
            throw new StartFailureException($"The database {options.Location} {obstacle}: {WayOut}.");
        }
    }

    private string WayOut => State switch
    {
        DatabaseState.Foreign => "name one of its own in ConnectionStrings:Default",
        DatabaseState.FromBefore => "it was left as it is, so keep it, and begin with a new one by naming that in ConnectionStrings:Default",
        _ => "use that version, or restore a backup from before it",
    };

    private static string Named(IReadOnlyList<string> changes) => changes.Count == 1
        ? $"the change {changes[0]}"
        : $"the changes {string.Join(", ", changes)}";

    // One table of a common name is anybody's.
    private static async Task<bool> HasMostOfOurTablesAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var there = await db.TablesAsync(cancellationToken);
        var ours = db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return ours.Count(there.Contains) > ours.Count / 2;
    }
}
