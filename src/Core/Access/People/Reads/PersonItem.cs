namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>A person in the list of the instance.</summary>
public sealed record PersonItem
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required bool IsInstanceAdministrator { get; init; }

    /// <summary>Where they stand with their account.</summary>
    public required PersonStatus Status { get; init; }

    /// <summary>Their projects by name, with their role in each.</summary>
    public required IReadOnlyList<PersonRole> Roles { get; init; }

    /// <summary>The revision that an edit is made from.</summary>
    public required int Revision { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
