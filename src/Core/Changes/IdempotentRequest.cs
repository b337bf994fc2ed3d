using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Changes;

/// <summary>
/// Lets a request be sent again without being done again: the answer is kept under the caller's key, in the transaction
/// of the change, for <see cref="KeptFor"/>. A refused request keeps nothing.
/// </summary>
/// <param name="route">Method and path of the request.</param>
/// <param name="key">What the caller named the request; 1 to <see cref="KeyMaxLength"/> characters.</param>
/// <param name="bodyHash">SHA-256 of the body in lower-case hex.</param>
public sealed class IdempotentRequest(string route, string key, string bodyHash)
{
    /// <summary>The longest key.</summary>
    public const int KeyMaxLength = 255;

    private bool _isExpired;

    /// <summary>How long an answer is kept. One that is older counts for nothing, whether it is swept yet or not.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(1);

    /// <summary>The body of the answer once the request was done, now or before; null until then.</summary>
    public string? Answer { get; private set; }

    /// <summary>The revision that the answer shows.</summary>
    public int Revision { get; private set; }

    /// <summary>Whether the request had been done before.</summary>
    public bool IsRepeat { get; private set; }

    /// <summary>
    /// Looks under the lock of the change whether the request was done before; then <see cref="IsRepeat"/> is true and
    /// nothing is left to do.
    /// </summary>
    /// <returns>The refusal of a key that was used for another body.</returns>
    internal async Task<Error?> LookAsync(ChangeContext change)
    {
        var kept = await Kept(change).AsNoTracking().SingleOrDefaultAsync(change.Cancellation);
        _isExpired = kept?.At <= change.Now - KeptFor;
        if (kept is null || _isExpired)
        {
            return null;
        }

        if (kept.BodyHash != bodyHash)
        {
            return new Error.Conflict(
                "idempotency_key_reused",
                "This Idempotency-Key was used in the last day for another body on the same route. Send the first body again, or choose a new key.");
        }

        (Answer, Revision, IsRepeat) = (kept.Answer, kept.Revision, true);
        return null;
    }

    /// <summary>Keeps the answer, in the place of an expired one that was found under the same key.</summary>
    internal async Task KeepAsync(ChangeContext change, string answer, int revision)
    {
        if (_isExpired)
        {
            _ = await Kept(change).ExecuteDeleteAsync(change.Cancellation);
        }

        (Answer, Revision) = (answer, revision);
        change.Db.Add(new IdempotencyRecord
        {
            ActorKind = change.Actor.Kind,
            ActorId = change.Actor.Id ?? 0,
            Route = route,
            Key = key,
            BodyHash = bodyHash,
            Answer = answer,
            Revision = revision,
            At = change.Now,
        });
    }

    private IQueryable<IdempotencyRecord> Kept(ChangeContext change)
    {
        var (kind, id) = (change.Actor.Kind, change.Actor.Id ?? 0);
        return change.Db.Set<IdempotencyRecord>().Where(
            answer => answer.ActorKind == kind && answer.ActorId == id && answer.Route == route && answer.Key == key);
    }
}
