namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>What a list of people is ordered by.</summary>
public enum PeopleSort
{
    Name,
    Email,
    Created,
}
