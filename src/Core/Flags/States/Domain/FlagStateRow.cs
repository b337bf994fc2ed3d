namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>What one scope serves, in one version.</summary>
internal sealed class FlagStateRow
{
    public required int VersionId { get; init; }

    public required int ScopeId { get; init; }

    public bool Enabled { get; set; }

    /// <summary>The control value; null for a flag without one.</summary>
    public string? Value { get; set; }

    /// <summary>Which override wins: the lowest. 0 for the environment default, which never competes.</summary>
    public int Rank { get; set; }

    /// <summary>The flag's revision at which this state last changed; copied from version to version.</summary>
    public int ChangedAtRevision { get; set; }
}
