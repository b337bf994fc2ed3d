using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>What a change made of one scope of a flag, and how it is recorded.</summary>
/// <param name="Scope">Which scope, in words: "environment default", "override of Beta testers".</param>
/// <param name="SegmentId">The segment of an override; null for the environment default.</param>
/// <param name="Before">What it served; null for a new override.</param>
/// <param name="After">What it serves.</param>
internal sealed record ScopeEdit(string Scope, int? SegmentId, ServedState? Before, ServedState After)
{
    public bool IsChange => Before is null || !Before.IsSameAs(After);

    public string Action => SegmentId is null ? "default_changed" : Before is null ? "override_added" : "override_changed";

    public string Summary => Before is null ? $"{Scope} added: {After.Describe()}" : $"{Scope}: {ServedState.Difference(Before, After)}";

    public StateRecord? RecordBefore => Before is null ? null : StateRecord.Of(Scope, SegmentId, Before);

    public StateRecord RecordAfter => StateRecord.Of(Scope, SegmentId, After);
}
