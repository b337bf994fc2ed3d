namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>Everything that what is served of a flag depends on, as numbers: equal stamps are equal flags.</summary>
/// <param name="FeatureRevision">Moves with the feature and its variants.</param>
/// <param name="FlagRevision">Moves with the states in the environment.</param>
/// <param name="LiveVersionId">Which version is live.</param>
/// <param name="IsExperimentRunning">Whether an experiment runs on the flag, with a rollout or without.</param>
/// <param name="RunningSegmentId">The system segment of the running experiment's rollout; null without one.</param>
/// <param name="HasOpenRollout">Whether that segment is served: its override is switched on, and it lets anybody in.</param>
/// <param name="Identities">How many identity overrides there are.</param>
/// <param name="NewestIdentity">The highest id among them: ids are never given twice.</param>
/// <param name="IdentityRevisions">The sum of their revisions, each of which moves with its override.</param>
internal sealed record FlagStamp(
    int FeatureRevision, int FlagRevision, int LiveVersionId, bool IsExperimentRunning, int? RunningSegmentId, bool HasOpenRollout,
    int Identities, int NewestIdentity, long IdentityRevisions);
