using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// Lets a change show what it wrote: whoever opens a context meanwhile gets the one of the change, and so reads in its transaction what
/// will be committed, and nothing that somebody else writes afterwards.
/// </summary>
internal static class ReadOwnWrites
{
    private static readonly AsyncLocal<AppDbContext?> s_change = new();

    /// <summary>The context of the change that is read in; null outside of one.</summary>
    public static AppDbContext? Current => s_change.Value;

    /// <summary>Reads, one thing after the other.</summary>
    public static async Task RunAsync(AppDbContext change, Func<Task> readAsync)
    {
        var tracking = change.ChangeTracker.QueryTrackingBehavior;
        try
        {
            (s_change.Value, change.IsLent) = (change, true);
            change.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking; // What it tracks is not all that it wrote.
            await readAsync();
        }
        finally
        {
            (s_change.Value, change.IsLent) = (null, false);
            change.ChangeTracker.QueryTrackingBehavior = tracking;
        }
    }
}
