using System.Globalization;

namespace ExperimentAdmin.Core.Audit;

/// <summary>The stable name of an audited object.</summary>
/// <param name="Text">Kind and ids: <c>experiment:12</c>, <c>flag:3/7</c>.</param>
public readonly record struct AuditKey(string Text)
{
    /// <summary>How long the instance keeps what grows.</summary>
    public static AuditKey Retention { get; } = new("retention:1");

    /// <summary>What was archived and removed because it was old.</summary>
    public static AuditKey RetentionRemovals { get; } = new("retention:removals");

    public static AuditKey Experiment(int id) => Of("experiment", id);

    /// <summary>The states of a feature in an environment.</summary>
    public static AuditKey Flag(int environmentId, int featureId)
        => new(string.Create(CultureInfo.InvariantCulture, $"flag:{environmentId}/{featureId}"));

    public static AuditKey Feature(int id) => Of("feature", id);

    public static AuditKey Segment(int id) => Of("segment", id);

    public static AuditKey Environment(int id) => Of("environment", id);

    public static AuditKey EnvironmentKey(int id) => Of("environment-key", id);

    public static AuditKey Project(int id) => Of("project", id);

    public static AuditKey Person(int id) => Of("person", id);

    public static AuditKey Member(int projectId, int personId)
        => new(string.Create(CultureInfo.InvariantCulture, $"member:{projectId}/{personId}"));

    public static AuditKey ManagementKey(int id) => Of("management-key", id);

    /// <summary>What one identity is forced to get of one feature in one environment.</summary>
    public static AuditKey IdentityOverride(int id) => Of("identity-override", id);

    public override string ToString() => Text;

    private static AuditKey Of(string kind, int id) => new(string.Create(CultureInfo.InvariantCulture, $"{kind}:{id}"));
}
