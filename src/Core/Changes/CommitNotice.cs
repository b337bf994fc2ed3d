namespace ExperimentAdmin.Core.Changes;

/// <summary>That something was committed: see <see cref="CommitNotices"/>.</summary>
/// <param name="IsOwn">Whether this process committed it, and so knows of it.</param>
/// <param name="Environments">
/// The environments whose revision the change raised, and those that it made, with their revision now; null when anything may have
/// changed.
/// </param>
public sealed record CommitNotice(bool IsOwn, IReadOnlyDictionary<int, long>? Environments);
