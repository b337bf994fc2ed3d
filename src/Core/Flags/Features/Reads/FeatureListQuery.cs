namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>Which features of a project to list, by name. The search looks into their names and tags.</summary>
public sealed record FeatureListQuery : ListQuery
{
    /// <summary>Those that were put away, instead of the others.</summary>
    public bool Archived { get; init; }
}
