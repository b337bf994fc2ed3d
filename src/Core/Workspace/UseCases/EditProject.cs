using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Changes a project's name and what it serves by default. Its addresses stay.</summary>
public sealed class EditProject(UnitOfWork work)
{
    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="Name">1 to 255 characters, unique in the instance.</param>
    /// <param name="HideDisabledFlags">Leaves disabled flags out unless an environment says otherwise.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen.</param>
    public sealed record Command(ProjectAccess Access, string Name, bool HideDisabledFlags, int? ExpectedRevision = null);

    /// <returns>The project's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = LocationName.Check(command.Name, "project", Project.NameMaxLength).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InProjectAsync<int>(command.Access, Permission.Administer, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var project = await change.Db.Set<Project>().SingleAsync(project => project.Id == command.Access.ProjectId, change.Cancellation);
        if (await StaleRevision.CheckAsync(change, AuditKey.Project(project.Id), command.ExpectedRevision, project.Revision) is { } stale)
        {
            return stale;
        }

        var name = command.Name.Trim();
        if (name != project.Name
            && (NameRules.WhyUnclear(name) ?? await ProjectNames.WhyTakenAsync(change, name, project.Id)) is { } refused)
        {
            return refused;
        }

        var before = ProjectRecord.Of(project);
        (project.Name, project.NameFolded, project.HideDisabledFlags) = (name, TextFold.Fold(name), command.HideDisabledFlags);
        var after = ProjectRecord.Of(project);
        if (before == after)
        {
            return change.Nothing<int>(project.Revision);
        }

        ProjectRecord.Append(change, project, "edited", string.Join("; ", ProjectRecord.Changes(before, after)), before, after);
        return project.Revision;
    }
}
