using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>Everything that a flag's page shows of it in one environment.</summary>
public sealed record FlagView
{
    public required int FeatureId { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Its tags, folded, in the order they were entered.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whom to ask about it; null for nobody, and for somebody who was deactivated or lost their role in the project.</summary>
    public required OwnerItem? Owner { get; init; }

    public required FlagValueType ValueType { get; init; }

    /// <summary>The control value in new environments; null for none.</summary>
    public required string? InitialValue { get; init; }

    /// <summary>Whether the flag starts enabled in new environments.</summary>
    public required bool DefaultEnabled { get; init; }

    /// <summary>Whether it is hidden from client keys.</summary>
    public required bool ServerKeyOnly { get; init; }

    public required bool IsArchived { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The revision of the feature, which all environments share.</summary>
    public required int FeatureRevision { get; init; }

    /// <summary>The revision of the flag's states in this environment.</summary>
    public required int Revision { get; init; }

    /// <summary>The number of the version that is live.</summary>
    public required int Version { get; init; }

    /// <summary>In ordinal order, archived ones included; empty for a plain flag.</summary>
    public required IReadOnlyList<VariantView> Variants { get; init; }

    /// <summary>What everybody gets whom no override applies to.</summary>
    public required ServedState Default { get; init; }

    /// <summary>What people made, the one that wins first.</summary>
    public required IReadOnlyList<OverrideView> Overrides { get; init; }

    /// <summary>The rollout of the experiment that holds the flag here; null without an experiment or a rollout.</summary>
    public required RolloutOverrideView? Rollout { get; init; }

    /// <summary>How many identities have an override of their own here.</summary>
    public required int IdentityOverrides { get; init; }

    /// <summary>The experiment that holds the flag in this environment, or null.</summary>
    public required FlagExperiment? Experiment { get; init; }

    /// <summary>The experiment, here or elsewhere, that keeps the variants as they are; null while they can be edited.</summary>
    public required FlagExperiment? VariantsFrozenBy { get; init; }

    /// <summary>The variants in the order that people see.</summary>
    public IEnumerable<VariantView> Listed => Variants.OrderBy(variant => variant.Position);

    /// <summary>What is wrong with its name and its variants' keys, which were given before there were rules against them; empty for almost all.</summary>
    public IReadOnlyList<string> NameProblems
        => [.. Variants.Select(variant => VariantKey.Problem(variant.Key)).Prepend(FeatureName.Problem(Name)).OfType<string>()];
}
