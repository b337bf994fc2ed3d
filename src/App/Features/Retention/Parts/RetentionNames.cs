using ExperimentAdmin.Core.Retention.Domain;

namespace ExperimentAdmin.App.Features.Retention.Parts;

/// <summary>How pages call what grows.</summary>
internal static class RetentionNames
{
    public static string Of(RetentionKind kind) => kind switch
    {
        RetentionKind.EnvironmentRecords => "Audit records of environments",
        RetentionKind.ProjectRecords => "Audit records of projects",
        RetentionKind.InstanceRecords => "Audit records of the instance",
        RetentionKind.Versions => "Replaced versions of flags",
    };

    /// <summary>What of a kind is never removed.</summary>
    public static string Kept(RetentionKind kind) => kind switch
    {
        RetentionKind.EnvironmentRecords => "In days; empty for ever. The newest of each thing and those of experiments that are not completed stay.",
        RetentionKind.ProjectRecords or RetentionKind.InstanceRecords => "In days; empty for ever. The newest of each thing stays.",
        RetentionKind.Versions => "In days after they were replaced; empty for ever. The newest ten of each flag stay, with what is live.",
    };
}
