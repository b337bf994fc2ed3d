using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Changes;

/// <summary>The statements that changes begin with: they raise the revision of what is changed, and so take the lock that orders its writes.</summary>
internal static class EnvironmentLocks
{
    private static readonly CompiledQuery<Func<AppDbContext, int, int, IAsyncEnumerable<ProjectEnvironment>>> s_locked = new(() => EF.CompileAsyncQuery((AppDbContext db, int projectId, int id) =>
        db.Set<ProjectEnvironment>().AsTracking().Where(environment => environment.Id == id && environment.ProjectId == projectId && environment.DeletedAt == null)));

    /// <summary>One environment, or why it cannot be changed.</summary>
    public static async Task<Result<List<ProjectEnvironment>>> EnvironmentAsync(
        AppDbContext db, ProjectAccess grant, int environmentId, Permission permission, CancellationToken cancellationToken)
        => await EnvironmentsAsync(db, grant.ProjectId, [environmentId], cancellationToken) is { Count: 1 } locked
            ? locked[0].ArchivedAt is null || permission is Permission.Administer ? locked : ArchivedRefusal(locked[0])
            : EnvironmentErrors.NotFound();

    /// <summary>A project with all its environments.</summary>
    public static async Task<Result<List<ProjectEnvironment>>> ProjectAsync(
        AppDbContext db, int projectId, CancellationToken cancellationToken)
    {
        // The project's row first, so that two changes of a project without environments are ordered too.
        await ProjectRowAsync(db, projectId, cancellationToken);
        var ids = await db.Set<ProjectEnvironment>()
            .Where(environment => environment.ProjectId == projectId && environment.DeletedAt == null)
            .OrderBy(environment => environment.Id).Select(environment => environment.Id).ToListAsync(cancellationToken);
        return await EnvironmentsAsync(db, projectId, ids, cancellationToken);
    }

    /// <summary>A project in what no environment serves.</summary>
    public static Task<int> ProjectRowAsync(AppDbContext db, int projectId, CancellationToken cancellationToken)
        => db.Set<Project>().Where(project => project.Id == projectId)
            .ExecuteUpdateAsync(row => row.SetProperty(project => project.Revision, project => project.Revision), cancellationToken);

    private static Result<List<ProjectEnvironment>> ArchivedRefusal(ProjectEnvironment environment) => new Error.Conflict(
        "environment_archived", $"The environment {environment.Name} is archived and read only. An administrator can bring it back.");

    private static async Task<List<ProjectEnvironment>> EnvironmentsAsync(
        AppDbContext db, int projectId, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        var locked = new List<ProjectEnvironment>();
        foreach (var id in ids)
        {
            // What is read after the statement that locks is what nobody else can change any more. As one statement that returns
            // the row it would be a query in words, and these are taken apart at every call.
            _ = await db.Database.ExecuteSqlAsync(
                $"UPDATE environments SET revision = revision + 1 WHERE id = {id} AND project_id = {projectId} AND deleted_at IS NULL",
                cancellationToken);
            locked.AddRange(await s_locked.On(db)(db, projectId, id).ToListAsync(cancellationToken));
        }

        return locked;
    }
}
