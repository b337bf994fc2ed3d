using ExperimentAdmin.Core.Experiments.Conflicts;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>A flag in the wizard's chooser.</summary>
/// <param name="FeatureId">The flag.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What people wrote about it.</param>
/// <param name="ValueType">What kind of value it serves.</param>
/// <param name="Arms">Control, then the variants in ordinal order.</param>
/// <param name="Default">What the environment default serves today.</param>
/// <param name="Outranking">Hand-made overrides that would come before a rollout, strongest first.</param>
/// <param name="IdentityOverrides">How many identities have an override of their own.</param>
/// <param name="Revision">The revision of what the environment serves of it, for creating an experiment from what is shown.</param>
/// <param name="Refusal">Why the flag cannot be chosen; null when it can.</param>
public sealed record FlagChoice(
    int FeatureId,
    string Name,
    string Description,
    FlagValueType ValueType,
    IReadOnlyList<Arm> Arms,
    ServedState Default,
    IReadOnlyList<OutrankingOverride> Outranking,
    int IdentityOverrides,
    int Revision,
    Error? Refusal);
