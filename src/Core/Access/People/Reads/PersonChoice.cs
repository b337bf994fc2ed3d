namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>Somebody who can be given a role.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">What others call them.</param>
/// <param name="Email">What they sign in with.</param>
public sealed record PersonChoice(int Id, string Name, string Email);
