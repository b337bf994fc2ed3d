using ExperimentAdmin.Core.Experiments.History;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Two revisions of an experiment beside each other.</summary>
/// <param name="From">The number of the one.</param>
/// <param name="To">The number of the other.</param>
/// <param name="Changes">What differs: before is after the one, after is after the other.</param>
internal sealed record ComparisonWire(int From, int To, IReadOnlyList<RevisionChangeWire> Changes)
{
    public static ComparisonWire Of(RevisionComparison compared) => new(compared.From.Number, compared.To.Number, RevisionChangeWire.Of(compared.Changes));
}
