using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Flags.States;

/// <summary>An experiment as its flag sees it.</summary>
/// <param name="Id">The experiment.</param>
/// <param name="EnvironmentId">Where it runs.</param>
/// <param name="EnvironmentName">What that is called.</param>
/// <param name="EnvironmentSlug">Its part of addresses.</param>
/// <param name="FeatureId">Its flag.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its status as people read it: "draft", "running", "paused", "completed".</param>
/// <param name="Freezes">Whether nobody may edit the flag in its environment, nor the flag's variants anywhere.</param>
/// <param name="Percentage">How many of everyone enter; null without a rollout that can be read.</param>
/// <param name="SegmentId">The system segment whose override is its rollout; null without one.</param>
/// <param name="OpenedBy">The administrator who opened the frozen flag to administrators; null while it is frozen for everybody.</param>
public sealed record FlagExperiment(
    int Id,
    int EnvironmentId,
    string EnvironmentName,
    string EnvironmentSlug,
    int FeatureId,
    string Name,
    string Status,
    bool Freezes,
    BasisPoints? Percentage,
    int? SegmentId,
    string? OpenedBy = null)
{
    /// <summary>Whether somebody may not edit the flag because of it.</summary>
    public bool FreezesFor(ProjectAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        return Freezes && !(OpenedBy is not null && access.May(Permission.Administer));
    }
}
