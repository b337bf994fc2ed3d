namespace ExperimentAdmin.Core.Access.Ownership;

/// <summary>An owner that somebody wants: tells "nobody" apart from "keep who it is".</summary>
/// <param name="PersonId">Who; null for nobody.</param>
public readonly record struct NewOwner(int? PersonId);
