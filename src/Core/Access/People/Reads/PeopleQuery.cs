namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>Which people are listed, and in which order.</summary>
public sealed record PeopleQuery : ListQuery
{
    /// <summary>Null shows all.</summary>
    public PersonStatus? Status { get; init; }

    public PeopleSort Sort { get; init; }

    public bool Descending { get; init; }
}
