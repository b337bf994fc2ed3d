using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Retention.Domain;

namespace ExperimentAdmin.App.Features.Retention.Api;

/// <summary>How long things are to be kept. What is null is kept for ever, what is left out stays as it is; at least one has to be there.</summary>
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

    /// <summary>The kinds that it says something of; that it says nothing is noted in the body.</summary>
    public static IReadOnlyList<RetentionKind> Named(WireObject body)
    {
        RetentionKind[] said = [.. Enum.GetValues<RetentionKind>().Where(kind => body.Has(RetentionDays.Field(kind)))];
        if (said.Length == 0)
        {
            body.Refuse($"Say how long something is to be kept: {string.Join(", ", Enum.GetValues<RetentionKind>().Select(RetentionDays.Field))}.");
        }

        return said;
    }

    private static int? Days(WireObject body, RetentionKind kind)
    {
        var name = RetentionDays.Field(kind);
        return body.Says(name) ? body.Integer(name, required: true, RetentionDays.Least, RetentionDays.Most) : null;
    }
}
