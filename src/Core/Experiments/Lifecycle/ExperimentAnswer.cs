using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>How a request that may be sent again is answered, both times.</summary>
/// <param name="Request">Keeps the answer.</param>
/// <param name="Write">Puts the experiment into the caller's form.</param>
public sealed record ExperimentAnswer(IdempotentRequest Request, Func<ExperimentView, string> Write)
{
    /// <summary>Looks whether the request was done before, then <see cref="IdempotentRequest.IsRepeat"/> is true.</summary>
    /// <returns>The refusal of a key that was used for something else.</returns>
    internal static async Task<Error?> LookAsync(ChangeContext change, ExperimentAnswer? asked)
        => asked is null ? null : await asked.Request.LookAsync(change);

    /// <summary>Writes what the change did so far, and keeps how the experiment reads after it.</summary>
    internal static async Task KeepAsync(ChangeContext change, ExperimentAnswer? asked, ProjectAccess access, int experimentId)
    {
        if (asked is null)
        {
            return;
        }

        _ = await change.Db.SaveChangesAsync(change.Cancellation);
        var view = await ExperimentReads.FindAsync(change.Db, access, change.Environment.Id, experimentId, change.Cancellation)
            ?? throw new InvalidOperationException($"Experiment {experimentId} is not there right after its change.");
        await asked.Request.KeepAsync(change, asked.Write(view), view.Item.Revision);
    }
}
