namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>One page of the people of the instance.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Counts">How many of those that the search finds stand where.</param>
public sealed record PeopleList(Page<PersonItem> Page, IReadOnlyDictionary<PersonStatus, int> Counts);
