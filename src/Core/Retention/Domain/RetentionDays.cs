using System.Globalization;

namespace ExperimentAdmin.Core.Retention.Domain;

/// <summary>How many days each kind is kept for; null keeps it for ever.</summary>
/// <param name="EnvironmentRecords">Records of changes in one environment.</param>
/// <param name="ProjectRecords">Records of changes of a project as a whole.</param>
/// <param name="InstanceRecords">Records of what belongs to no project.</param>
/// <param name="Versions">Versions of flags, from the day on that they were replaced.</param>
public sealed record RetentionDays(int? EnvironmentRecords, int? ProjectRecords, int? InstanceRecords, int? Versions)
{
    public const int Least = 1;
    public const int Most = 36_500;

    /// <summary>Everything is kept for ever.</summary>
    public static RetentionDays Off { get; } = new(null, null, null, null);

    /// <summary>Whether anything is ever removed.</summary>
    public bool IsOn => this != Off;

    /// <summary>The days of one kind; null for ever.</summary>
    public int? this[RetentionKind kind] => kind switch
    {
        RetentionKind.EnvironmentRecords => EnvironmentRecords,
        RetentionKind.ProjectRecords => ProjectRecords,
        RetentionKind.InstanceRecords => InstanceRecords,
        RetentionKind.Versions => Versions,
    };

    /// <summary>Whether something is removed that would be kept by others: a kind is kept for a time and not for ever, or for a shorter one.</summary>
    public bool RemovesMoreThan(RetentionDays others)
        => Enum.GetValues<RetentionKind>().Any(kind => this[kind] is { } days && (others[kind] is not { } before || days < before));

    /// <summary>These days, and those of some kinds from others.</summary>
    public RetentionDays With(RetentionDays others, IReadOnlyList<RetentionKind> kinds)
    {
        int? Of(RetentionKind kind) => kinds.Contains(kind) ? others[kind] : this[kind];
        return new(
            Of(RetentionKind.EnvironmentRecords), Of(RetentionKind.ProjectRecords), Of(RetentionKind.InstanceRecords), Of(RetentionKind.Versions));
    }

    /// <summary>The name that refusals have for the days of a kind.</summary>
    public static string Field(RetentionKind kind) => kind switch
    {
        RetentionKind.EnvironmentRecords => "environment_record_days",
        RetentionKind.ProjectRecords => "project_record_days",
        RetentionKind.InstanceRecords => "instance_record_days",
        RetentionKind.Versions => "version_days",
    };

    /// <summary>Reads what somebody typed: blank is for ever.</summary>
    /// <param name="typed">The days of a kind, as typed.</param>
    public static Result<RetentionDays> Parse(Func<RetentionKind, string?> typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var errors = new List<Error>();
        int? Read(RetentionKind kind)
        {
            if (string.IsNullOrWhiteSpace(typed(kind)))
            {
                return null;
            }

            if (int.TryParse(typed(kind), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var days))
            {
                return days;
            }

            errors.Add(NotDays(kind));
            return null;
        }

        var read = new RetentionDays(
            Read(RetentionKind.EnvironmentRecords), Read(RetentionKind.ProjectRecords), Read(RetentionKind.InstanceRecords), Read(RetentionKind.Versions));
        errors.AddRange(read.Check());
        return errors.Count > 0 ? errors : read;
    }

    /// <summary>The rules that it breaks.</summary>
    internal IEnumerable<Error> Check() => Enum.GetValues<RetentionKind>().Where(kind => this[kind] is < Least or > Most).Select(NotDays);

    private static Error NotDays(RetentionKind kind) => new Error.Invalid(
        "days_out_of_range",
        string.Create(CultureInfo.InvariantCulture, $"Days are a whole number from {Least} to {Most}: write one, or nothing to keep this for ever."),
        Field(kind));
}
