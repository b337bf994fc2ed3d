using ExperimentAdmin.App.Features.Flags.Api.Overrides;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>Everything that an environment serves of a feature.</summary>
/// <param name="Id">The feature.</param>
/// <param name="Name">Its name.</param>
/// <param name="ValueType"><c>string</c>, <c>integer</c> or <c>boolean</c>.</param>
/// <param name="IsArchived">Whether it is read only.</param>
/// <param name="Default">What everybody gets whom no override applies to.</param>
/// <param name="SegmentOverrides">What people made, the one that wins first.</param>
/// <param name="Rollout">The rollout of the experiment that holds the flag; null without one.</param>
/// <param name="Experiment">The experiment that holds the flag here; null without one.</param>
/// <param name="IdentityOverrides">How many identities have an override of their own.</param>
/// <param name="Variants">In ordinal order, archived ones included.</param>
/// <param name="Version">The number of the version that is live.</param>
/// <param name="Revision">The revision of what is served here, that an edit is made from; also the entity tag.</param>
internal sealed record FlagWire(
    int Id,
    string Name,
    string ValueType,
    bool IsArchived,
    StateWire Default,
    IReadOnlyList<OverrideWire> SegmentOverrides,
    FlagRolloutWire? Rollout,
    FlagExperimentWire? Experiment,
    int IdentityOverrides,
    IReadOnlyList<FlagVariantWire> Variants,
    int Version,
    int Revision)
{
    public static FlagWire Of(FlagView view) => new(
        view.FeatureId,
        view.Name,
        FlagValue.Name(view.ValueType),
        view.IsArchived,
        StateWire.Of(view.Default),
        [.. view.Overrides.Select(OverrideWire.Of)],
        FlagRolloutWire.Of(view.Rollout),
        FlagExperimentWire.Of(view.Experiment),
        view.IdentityOverrides,
        [.. view.Variants.Select(FlagVariantWire.Of)],
        view.Version,
        view.Revision);
}
