namespace ExperimentAdmin.Core.Experiments.Presence;

/// <summary>Somebody else who has the page of an experiment open.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="IsEditing">Whether they are editing something there.</param>
public sealed record PresentPerson(string Name, bool IsEditing);
