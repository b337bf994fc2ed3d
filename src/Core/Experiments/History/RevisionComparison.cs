using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.Core.Experiments.History;

/// <summary>Two revisions of an experiment beside each other.</summary>
/// <param name="From">The one.</param>
/// <param name="To">The other.</param>
/// <param name="Changes">What differs, as it was after the one and after the other.</param>
public sealed record RevisionComparison(AuditEntry From, AuditEntry To, IReadOnlyList<AuditFieldChange> Changes);
