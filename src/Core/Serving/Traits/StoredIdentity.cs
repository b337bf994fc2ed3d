namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>What is kept of an identity: its traits. Without any it is not kept at all.</summary>
internal sealed class StoredIdentity
{
    /// <summary>Given in the order in which rows are committed, so that whoever reads on from the last one misses none.</summary>
    public int Id { get; init; }

    public required int EnvironmentId { get; init; }

    public required string Identifier { get; init; }

    /// <summary>An object of JSON: a member for every trait.</summary>
    public required string Traits { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
