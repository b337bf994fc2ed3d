using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Core.Flags.States;

/// <summary>
/// Says why a flag may not be edited by hand, and by whom it is held. Flags asks, and does not know who answers:
/// experiments do.
/// </summary>
public interface IFlagGuard
{
    /// <summary>The refusal to edit the states of a flag in one environment, or null. Administrators may where the flag was opened to them.</summary>
    Task<Error?> WhyFrozenAsync(AppDbContext db, ProjectAccess access, int environmentId, int featureId, CancellationToken cancellationToken);

    /// <summary>The refusal to edit a feature's variants, which all environments share, or null. Administrators may where the flag was opened to them.</summary>
    Task<Error?> WhyVariantsFrozenAsync(AppDbContext db, ProjectAccess access, int featureId, CancellationToken cancellationToken);

    /// <summary>What one identity gets of a flag is forced from now, or no longer is: whoever counts people has to know.</summary>
    Task DisturbAsync(
        AppDbContext db, int environmentId, int featureId, string identifier, DateTimeOffset at, string who, CancellationToken cancellationToken);

    /// <summary>The refusal to delete or archive a feature, one of its variants or an environment it is used in, or null.</summary>
    Task<Error?> WhyKeptAsync(AppDbContext db, FlagUse use, CancellationToken cancellationToken);

    /// <summary>
    /// What experiments took from the environment defaults of one environment and will give back: shares by variant, by
    /// feature.
    /// </summary>
    Task<IReadOnlyDictionary<int, IReadOnlyDictionary<int, BasisPoints>>> TakenAsync(
        AppDbContext db, int environmentId, CancellationToken cancellationToken);

    /// <summary>The experiments that hold flags now, in every environment: at most one a flag and environment.</summary>
    Task<IReadOnlyList<FlagExperiment>> HoldersAsync(
        AppDbContext db, IReadOnlyCollection<int> featureIds, CancellationToken cancellationToken);

    /// <summary>
    /// The experiments whose rollouts a flag ever served in an environment, for history, completed and deleted ones too: their names, with
    /// the phase where there are several, by the system segment.
    /// </summary>
    Task<IReadOnlyDictionary<int, string>> HistoryAsync(
        AppDbContext db, int environmentId, int featureId, CancellationToken cancellationToken);
}
