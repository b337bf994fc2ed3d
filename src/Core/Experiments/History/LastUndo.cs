using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.Core.Experiments.History;

/// <summary>Whether the last change of an experiment can be undone by whoever asks, and what that would do.</summary>
/// <param name="Number">The revision of the last change.</param>
/// <param name="Summary">What the last change did: "rollout 20 % to 50 %".</param>
/// <param name="Refusal">Why it cannot be undone; null when it can.</param>
public sealed record LastUndo(int Number, string Summary, Error? Refusal)
{
    /// <summary>What the undo would do, a sentence; null when it cannot.</summary>
    public string? Effect { get; init; }

    /// <summary>What the undo would change of the experiment, as it reads now and would read then; empty when it cannot.</summary>
    public IReadOnlyList<AuditFieldChange> Changes { get; init; } = [];
}
