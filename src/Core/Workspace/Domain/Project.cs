namespace ExperimentAdmin.Core.Workspace.Domain;

/// <summary>Owns features and segments, and the environments they are served in.</summary>
internal sealed class Project
{
    public const int NameMaxLength = 255;

    public int Id { get; init; }

    public required string Name { get; set; }

    public required string NameFolded { get; set; }

    /// <summary>The first part of every address below the project; never changes.</summary>
    public required string Slug { get; init; }

    /// <summary>Leaves disabled flags out of what SDKs get, unless an environment says otherwise.</summary>
    public bool HideDisabledFlags { get; set; }

    /// <summary>The number of the project's newest record.</summary>
    public int Revision { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }
}
