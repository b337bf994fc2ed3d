namespace ExperimentAdmin.Core.Flags.Versions;

/// <summary>All states of a feature in an environment as a set. Immutable in v2; edited in place in v1.</summary>
internal sealed class FlagVersion
{
    public int Id { get; init; }

    public required int EnvironmentId { get; init; }

    public required int FeatureId { get; init; }

    /// <summary>From 1, per environment and feature.</summary>
    public required int Number { get; init; }

    /// <summary>The flag's revision whose record tells who made this version and why.</summary>
    public required int FlagRevision { get; set; }

    /// <summary>When it went live, UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    public required string PublishedBy { get; init; }
}
