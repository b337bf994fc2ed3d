using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>How a record keeps a project before and after.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HideDisabledFlags">Whether disabled flags are left out unless an environment says otherwise.</param>
public sealed record ProjectRecord(string Name, bool HideDisabledFlags)
{
    internal static ProjectRecord Of(Project project) => new(project.Name, project.HideDisabledFlags);

    /// <summary>What an edit changed, in words.</summary>
    internal static IEnumerable<string> Changes(ProjectRecord before, ProjectRecord after)
    {
        if (before.Name != after.Name)
        {
            yield return $"renamed from {before.Name}";
        }

        if (before.HideDisabledFlags != after.HideDisabledFlags)
        {
            yield return after.HideDisabledFlags ? "hides disabled flags" : "shows disabled flags";
        }
    }

    internal static void Append(ChangeContext change, Project project, string action, string summary, ProjectRecord? before, ProjectRecord? after)
    {
        project.Revision++;
        change.Record(
            new AuditDraft
            {
                Kind = AuditKind.Project,
                Key = AuditKey.Project(project.Id),
                Number = project.Revision,
                Name = project.Name,
                Action = action,
                Summary = summary,
                Before = before,
                After = after,
            },
            project.Id);
    }
}
