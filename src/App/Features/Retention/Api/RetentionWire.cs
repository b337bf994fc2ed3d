using ExperimentAdmin.Core.Retention.Reads;

namespace ExperimentAdmin.App.Features.Retention.Api;

/// <summary>How long things are kept, what there is, and what was archived.</summary>
/// <param name="EnvironmentRecordDays">For how many days records of changes in one environment are kept; null for ever.</param>
/// <param name="ProjectRecordDays">For how many days records of changes of a project as a whole are kept; null for ever.</param>
/// <param name="InstanceRecordDays">For how many days records of what belongs to no project are kept; null for ever.</param>
/// <param name="VersionDays">For how many days versions of flags are kept that were replaced; null for ever.</param>
/// <param name="ArchiveFolder">The folder on the server where what is removed is archived; null when none is known.</param>
/// <param name="LastRunAt">When a run last came to its end; null before the first.</param>
/// <param name="Stocks">What there is, for each kind.</param>
/// <param name="Runs">The last runs that had anything to do, newest first.</param>
/// <param name="Revision">Grows with every change of the days; the entity tag of this answer.</param>
internal sealed record RetentionWire(
    int? EnvironmentRecordDays,
    int? ProjectRecordDays,
    int? InstanceRecordDays,
    int? VersionDays,
    string? ArchiveFolder,
    DateTimeOffset? LastRunAt,
    IReadOnlyList<RetentionStockWire> Stocks,
    IReadOnlyList<RetentionRunWire> Runs,
    int Revision)
{
    public static RetentionWire Of(RetentionView view) => new(
        view.Days.EnvironmentRecords, view.Days.ProjectRecords, view.Days.InstanceRecords, view.Days.Versions, view.ArchiveFolder, view.LastRunAt,
        [.. view.Stocks.Select(RetentionStockWire.Of)], [.. view.Runs.Select(RetentionRunWire.Of)], view.Revision);
}
