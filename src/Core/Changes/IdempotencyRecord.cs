namespace ExperimentAdmin.Core.Changes;

/// <summary>
/// What a request with an idempotency key was answered: written in the transaction of its change, so that the same
/// request again finds it exactly when the change happened.
/// </summary>
internal sealed class IdempotencyRecord
{
    public const int RouteMaxLength = 400;

    public required ActorKind ActorKind { get; init; }

    public required int ActorId { get; init; }

    /// <summary>Method and path.</summary>
    public required string Route { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of the body in lower-case hex.</summary>
    public required string BodyHash { get; init; }

    /// <summary>The body of the answer.</summary>
    public required string Answer { get; init; }

    /// <summary>The revision that the answer shows.</summary>
    public required int Revision { get; init; }

    public required DateTimeOffset At { get; init; }
}
