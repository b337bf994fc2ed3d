using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>How a request that may be sent again is answered, both times.</summary>
/// <param name="Once">Keeps the answer.</param>
/// <param name="Write">Puts the experiment into the caller's form.</param>
public sealed record ExperimentAnswer(Once Once, Func<ExperimentView, string> Write)
{
    /// <summary>Looks whether the request was done before, then <see cref="Once.IsRepeat"/> is true.</summary>
    /// <returns>The refusal of a key that was used for something else.</returns>
    internal static async Task<Error?> LookAsync(Change change, ExperimentAnswer? asked)
        => asked is null ? null : await asked.Once.LookAsync(change);

    /// <summary>Writes what the change did so far, and keeps how the experiment reads after it.</summary>
    internal static async Task KeepAsync(Change change, ExperimentAnswer? asked, ProjectAccess access, int experimentId)
    {
        if (asked is null)
        {
            return;
        }

        _ = await change.Db.SaveChangesAsync(change.Cancellation);
        var view = await ExperimentReads.FindAsync(change.Db, access, change.Environment.Id, experimentId, change.Cancellation)
            ?? throw new InvalidOperationException($"Experiment {experimentId} is not there right after its change.");
        await asked.Once.KeepAsync(change, asked.Write(view), view.Item.Revision);
    }
}
