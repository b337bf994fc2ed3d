namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>The sign-ins of somebody.</summary>
/// <param name="Items">At most <see cref="SessionReads.MostListed"/> of them.</param>
/// <param name="Total">How many there are.</param>
public sealed record SessionList(IReadOnlyList<SessionItem> Items, int Total);
