namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>The role of a person in a project.</summary>
internal sealed class ProjectMember
{
    public required int ProjectId { get; init; }

    public required int PersonId { get; init; }

    public Role Role { get; set; }

    /// <summary>The number of the newest record about this membership.</summary>
    public int Revision { get; set; }
}
