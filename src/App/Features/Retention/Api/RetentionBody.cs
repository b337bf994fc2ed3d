using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.Core.Retention.Domain;

namespace ExperimentAdmin.App.Features.Retention.Api;

/// <summary>How long things are to be kept. What is null or left out is kept for ever.</summary>
/// <param name="EnvironmentRecordDays">For how many days records of changes in one environment are kept, 1 to 36500.</param>
/// <param name="ProjectRecordDays">For how many days records of changes of a project as a whole are kept.</param>
/// <param name="InstanceRecordDays">For how many days records of what belongs to no project are kept.</param>
/// <param name="VersionDays">For how many days versions of flags are kept that were replaced.</param>
internal sealed record RetentionBody(
    [OrNull] int? EnvironmentRecordDays, [OrNull] int? ProjectRecordDays, [OrNull] int? InstanceRecordDays, [OrNull] int? VersionDays)
{
    /// <summary>Reads it; what is wrong is noted in the body.</summary>
    public static RetentionDays Read(WireObject body) => new(
        Days(body, RetentionKind.EnvironmentRecords), Days(body, RetentionKind.ProjectRecords), Days(body, RetentionKind.InstanceRecords),
        Days(body, RetentionKind.Versions));

    private static int? Days(WireObject body, RetentionKind kind)
    {
        var name = RetentionDays.Field(kind);
        return body.Says(name) ? body.Integer(name, required: true, RetentionDays.Least, RetentionDays.Most) : null;
    }
}
