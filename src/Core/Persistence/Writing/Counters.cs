using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence.Writing;

/// <summary>Gives out ids and seeds inside the transaction that uses them.</summary>
internal static class Counters
{
    public const string Experiments = "experiments";
    public const string Segments = "segments";
    public const string Seeds = "seeds";

    /// <summary>Removed for good, so that a rebuild of their table could give an id out again.</summary>
    public const string IdentityOverrides = "identity_overrides";

    /// <summary>Removed with their last trait; and whoever holds the counter is the only one who adds any.</summary>
    public const string Identities = "identities";

    /// <summary>
    /// Takes the lock under which names are compared that the whole instance has, so that of two alike at the same moment the second is
    /// refused. The counter is there from the first migration on, and whoever locks more than one of these rows locks it first.
    /// </summary>
    public static Task LockNamesAsync(AppDbContext db, CancellationToken cancellationToken) => TakeAsync(db, Experiments, 0, cancellationToken);

    /// <summary>Takes the next <paramref name="count"/> numbers and returns the first.</summary>
    public static async Task<int> TakeAsync(AppDbContext db, string name, int count, CancellationToken cancellationToken)
    {
        // The update takes the row's lock, so the read below sees what nobody else can take.
        await db.Set<Counter>().Where(counter => counter.Name == name)
            .ExecuteUpdateAsync(row => row.SetProperty(counter => counter.NextValue, counter => counter.NextValue + count), cancellationToken);
        var next = await db.Set<Counter>().AsNoTracking().Where(counter => counter.Name == name)
            .Select(counter => counter.NextValue).SingleAsync(cancellationToken);
        return next - count;
    }
}
