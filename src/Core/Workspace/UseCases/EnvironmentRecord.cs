using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>How a record keeps an environment's settings before and after.</summary>
public sealed record EnvironmentRecord
{
    public required string Name { get; init; }

    public required Versioning Versioning { get; init; }

    public required bool IsProduction { get; init; }

    /// <summary>Null follows the project.</summary>
    public required bool? HideDisabledFlags { get; init; }

    public required bool HideSensitiveData { get; init; }

    public required bool AllowClientTraits { get; init; }

    public required string AllowedOrigins { get; init; }

    public required bool IsArchived { get; init; }

    internal static EnvironmentRecord Of(ProjectEnvironment environment) => new()
    {
        Name = environment.Name,
        Versioning = environment.Versioning,
        IsProduction = environment.IsProduction,
        HideDisabledFlags = environment.HideDisabledFlags,
        HideSensitiveData = environment.HideSensitiveData,
        AllowClientTraits = environment.AllowClientTraits,
        AllowedOrigins = environment.AllowedOrigins,
        IsArchived = environment.ArchivedAt is not null,
    };

    /// <summary>What an edit changed, in words.</summary>
    internal static IEnumerable<string> Changes(EnvironmentRecord before, EnvironmentRecord after)
    {
        if (before.Name != after.Name)
        {
            yield return $"renamed from {before.Name}";
        }

        if (before.IsProduction != after.IsProduction)
        {
            yield return after.IsProduction ? "marked as production" : "no longer marked as production";
        }

        if (before.HideDisabledFlags != after.HideDisabledFlags)
        {
            yield return after.HideDisabledFlags switch
            {
                null => "treats disabled flags like the project",
                true => "hides disabled flags",
                false => "shows disabled flags",
            };
        }

        if (before.HideSensitiveData != after.HideSensitiveData)
        {
            yield return after.HideSensitiveData ? "hides sensitive data" : "shows sensitive data";
        }

        if (before.AllowClientTraits != after.AllowClientTraits)
        {
            yield return after.AllowClientTraits ? "allows traits from clients" : "allows no traits from clients";
        }

        if (before.AllowedOrigins != after.AllowedOrigins)
        {
            yield return "allowed origins changed";
        }
    }

    /// <summary>The refusal of a change that was made from older settings, or null.</summary>
    internal static Task<Error?> CheckAsync(ChangeContext change, ProjectEnvironment environment, int? expectedRevision)
        => StaleRevision.CheckAsync(change, AuditKey.Environment(environment.Id), expectedRevision, environment.SettingsRevision);

    internal static void Append(
        ChangeContext change, ProjectEnvironment environment, string action, string summary, EnvironmentRecord? before, EnvironmentRecord? after)
    {
        environment.SettingsRevision++;
        change.Record(
            new AuditDraft
            {
                Kind = AuditKind.Environment,
                Key = AuditKey.Environment(environment.Id),
                Number = environment.SettingsRevision,
                Name = environment.Name,
                Action = action,
                Summary = summary,
                EnvironmentId = environment.Id,
                Before = before,
                After = after,
            },
            environment.ProjectId);
    }
}
