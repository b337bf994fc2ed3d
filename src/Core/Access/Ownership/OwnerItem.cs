namespace ExperimentAdmin.Core.Access.Ownership;

/// <summary>Whom to ask about something.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">What others call them.</param>
public sealed record OwnerItem(int PersonId, string Name);
