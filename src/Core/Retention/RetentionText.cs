using ExperimentAdmin.Core.Retention.Domain;

namespace ExperimentAdmin.Core.Retention;

/// <summary>How the kinds are called inside of sentences.</summary>
public static class RetentionText
{
    public static string Of(RetentionKind kind) => kind switch
    {
        RetentionKind.EnvironmentRecords => "audit records of environments",
        RetentionKind.ProjectRecords => "audit records of projects",
        RetentionKind.InstanceRecords => "audit records of the instance",
        RetentionKind.Versions => "replaced versions of flags",
    };
}
