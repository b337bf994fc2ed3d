namespace ExperimentAdmin.App.Features.People.Api;

/// <summary>What changes of a person; what is left out stays.</summary>
/// <param name="Name">What others call them, 1 to 100 characters.</param>
/// <param name="InstanceAdministrator">Whether they manage projects and people of the whole instance.</param>
internal sealed record PersonBody(string? Name, bool? InstanceAdministrator);
