using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Serving.Wire;

namespace ExperimentAdmin.Core.Serving;

/// <summary>A flag as an environment serves it, compiled, with what answers carry of its feature.</summary>
public sealed class ServedFlag
{
    private FlagWire? _wire;

    /// <summary>The feature's id.</summary>
    public required int FeatureId { get; init; }

    /// <summary>What applications ask for.</summary>
    public required string Name { get; init; }

    /// <summary>What people wrote about it.</summary>
    public required string Description { get; init; }

    /// <summary>The type of its values.</summary>
    public required FlagValueType ValueType { get; init; }

    /// <summary>The control value that a new environment starts with; null for a plain switch.</summary>
    public required string? InitialValue { get; init; }

    /// <summary>Whether it starts enabled in a new environment.</summary>
    public required bool DefaultEnabled { get; init; }

    /// <summary>Hidden from client keys.</summary>
    public required bool ServerKeyOnly { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>In ordinal order; none for a plain flag.</summary>
    public required IReadOnlyList<ServedVariant> Variants { get; init; }

    /// <summary>The environment default.</summary>
    public required ServedScope Default { get; init; }

    /// <summary>The overrides that are served, in the order of the compiled flag's. A rollout that is not served is not among them.</summary>
    public required IReadOnlyList<ServedScope> Overrides { get; init; }

    /// <summary>The overrides of single identities, by identifier.</summary>
    public required IReadOnlyDictionary<string, ServedIdentity> Identities { get; init; }

    /// <summary>Ready to be evaluated.</summary>
    public required CompiledFlag Compiled { get; init; }

    /// <summary>
    /// Whether an experiment runs on the flag. It may have no rollout, or one that is not served: whoever is not inside a rollout
    /// must not be counted as exposed.
    /// </summary>
    public required bool IsExperimentRunning { get; init; }

    /// <summary>The system segment of the running experiment's rollout, served or not; null without one.</summary>
    public required int? RunningSegmentId { get; init; }

    /// <summary>Whether the feature has variants.</summary>
    public bool IsMultivariate => Variants.Count > 0;

    /// <summary>
    /// Whether answers to applications leave the variant's name out: the flag's experiment is running, and it was not its rollout
    /// that supplied the answer, so nobody may take the identity for one that is in the experiment.
    /// </summary>
    public bool HidesVariant(FlagAnswer answer)
        => IsExperimentRunning && !(answer.Segment is { } segment && IsRollout(segment));

    /// <summary>Whether a segment is the one of the running experiment's rollout.</summary>
    internal bool IsRollout(CompiledSegment segment)
        => RunningSegmentId is { } running && segment.Definition.Id == ServedSegment.IdOf(running);

    /// <summary>Its answers in the environment that serves it; made again when the environment decides otherwise what they may tell.</summary>
    internal FlagWire Wire(int environmentId, bool hidesSensitiveData)
    {
        if (_wire is { } wire && wire.EnvironmentId == environmentId && wire.HidesSensitiveData == hidesSensitiveData)
        {
            return wire;
        }

        return _wire = new FlagWire(this, environmentId, hidesSensitiveData);
    }
}
