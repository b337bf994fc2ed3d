namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Whose experiments to list.</summary>
/// <param name="PersonId">Theirs; null for those that nobody owns, or somebody who went.</param>
public sealed record OwnedBy(int? PersonId);
