namespace ExperimentAdmin.Core.Workspace.Domain;

/// <summary>Where flags are served: owns flag states, experiments and keys.</summary>
internal sealed class ProjectEnvironment
{
    public const int NameMaxLength = 255;

    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required string Name { get; set; }

    public required string Slug { get; init; }

    /// <summary>
    /// Salts the hash of every identity, is the <c>api_key</c> of the document and addresses the environment in the
    /// API. It never changes: rotating a key must not move anybody between variants.
    /// </summary>
    public required string HashKey { get; init; }

    public Versioning Versioning { get; set; }

    /// <summary>Marked on every page, so that nobody changes it by mistake.</summary>
    public bool IsProduction { get; set; }

    /// <summary>Null follows the project.</summary>
    public bool? HideDisabledFlags { get; set; }

    public bool HideSensitiveData { get; set; }

    /// <summary>Whether traits that come with a client key are used and stored.</summary>
    public bool AllowClientTraits { get; set; } = true;

    /// <summary>Origins whose browsers may ask, one a line; empty allows any.</summary>
    public string AllowedOrigins { get; set; } = string.Empty;

    /// <summary>
    /// Raised by one by the first statement of every change that touches what the environment serves. The row lock that
    /// this takes orders all management writes of the environment, on both databases.
    /// </summary>
    public long Revision { get; set; }

    /// <summary>The number of the newest record about the environment's own settings.</summary>
    public int SettingsRevision { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Moves at least one whole second a change: conditional requests know whole seconds only.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? ArchivedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
