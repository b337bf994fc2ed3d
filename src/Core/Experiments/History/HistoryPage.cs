using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.Core.Experiments.History;

/// <summary>The revisions of an experiment.</summary>
/// <param name="Entries">One page of them, newest first.</param>
/// <param name="Last">Whether the newest can be undone.</param>
public sealed record HistoryPage(Page<AuditEntry> Entries, LastUndo Last);
