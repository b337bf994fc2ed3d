namespace ExperimentAdmin.Core.Common;

/// <summary>
/// Why a request was turned down. What a person can cause while the software works as designed is an
/// <see cref="Error"/> and is returned; what only a defect can cause is an exception and is thrown.
/// </summary>
/// <param name="Code">Stable and machine readable, in snake case: tests and API clients key on it.</param>
/// <param name="Message">The English sentence that a person reads: what happened, why, and what to do.</param>
/// <param name="Field">
/// Which input the sentence is about (<c>name</c>, <c>percentage</c>, <c>allocations</c>, <c>rules[0].value</c>);
/// null when it is about the whole request.
/// </param>
public abstract record Error(string Code, string Message, string? Field)
{
    /// <summary>The ids or the number that the sentence is about, for callers who have to word it otherwise; may be null.</summary>
    public string? Subject { get; init; }

    /// <summary>The thing does not exist, or this caller may not know that it does.</summary>
    public sealed record NotFound(string Code, string Message) : Error(Code, Message, null);

    /// <summary>The input breaks a rule whatever the state of the world.</summary>
    public sealed record Invalid(string Code, string Message, string? Field = null) : Error(Code, Message, Field);

    /// <summary>The request was fine when it was composed, but the world has moved on or stands against it.</summary>
    public sealed record Conflict(string Code, string Message, string? Field = null) : Error(Code, Message, Field);

    /// <summary>The caller is known and may not do this.</summary>
    public sealed record Forbidden(string Code, string Message) : Error(Code, Message, null);

    /// <summary>Nothing is wrong with the request but that there were too many: the same one may be made again later.</summary>
    /// <param name="Code">As for every refusal.</param>
    /// <param name="Message">As for every refusal.</param>
    /// <param name="RetryAfter">How long to wait; more than nothing.</param>
    public sealed record Limited(string Code, string Message, TimeSpan RetryAfter) : Error(Code, Message, null);

    /// <summary>
    /// Nothing is wrong with the request: what it needs of the database is not to be had for now. The one refusal that no person
    /// causes; it is one all the same, so that whoever asked keeps what they entered.
    /// </summary>
    /// <param name="Code">As for every refusal.</param>
    /// <param name="Message">As for every refusal.</param>
    /// <param name="RetryAfter">How long to wait; more than nothing.</param>
    public sealed record Unavailable(string Code, string Message, TimeSpan RetryAfter) : Error(Code, Message, null);
}
