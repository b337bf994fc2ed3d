using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>A flag as one row of an environment's list.</summary>
public sealed record FlagItem
{
    public required int FeatureId { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Its tags, folded, in the order they were entered.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whom to ask about it; null for nobody, and for somebody who was deactivated or lost their role in the project.</summary>
    public required OwnerItem? Owner { get; init; }

    public required FlagValueType ValueType { get; init; }

    /// <summary>Whether it is hidden from client keys.</summary>
    public required bool ServerKeyOnly { get; init; }

    public required bool IsArchived { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The variants in ordinal order; empty for a plain flag.</summary>
    public required IReadOnlyList<VariantView> Variants { get; init; }

    /// <summary>What the environment default serves.</summary>
    public required ServedState Default { get; init; }

    /// <summary>How many segment overrides people made.</summary>
    public required int Overrides { get; init; }

    /// <summary>How many identities have an override of their own.</summary>
    public required int IdentityOverrides { get; init; }

    /// <summary>The experiment that holds the flag in this environment, or null.</summary>
    public required FlagExperiment? Experiment { get; init; }

    /// <summary>Whether its name or a variant's key was given before there was a rule against it; its page says which.</summary>
    public bool HasNameProblem => FeatureName.Problem(Name) is not null || Variants.Any(variant => VariantKey.Problem(variant.Key) is not null);

    /// <summary>The revision of the flag's states that a row action is made from.</summary>
    public required int Revision { get; init; }
}
