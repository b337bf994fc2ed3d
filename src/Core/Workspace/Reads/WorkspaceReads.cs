using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.Reads;

/// <summary>Finds the way around: which projects and environments somebody can go to.</summary>
public sealed class WorkspaceReads(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The project that somebody was let into.</summary>
    public async Task<ProjectInfo> ProjectAsync(ProjectAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Project>().Where(project => project.Id == access.ProjectId)
            .Select(project => new ProjectInfo(project.Id, project.Name, project.Slug)).SingleAsync(cancellationToken);
    }

    /// <summary>The environments of a project, in the order they were made; archived ones last.</summary>
    public async Task<IReadOnlyList<EnvironmentInfo>> EnvironmentsAsync(ProjectAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<ProjectEnvironment>()
            .Where(environment => environment.ProjectId == access.ProjectId && environment.DeletedAt == null)
            .OrderBy(environment => environment.ArchivedAt != null).ThenBy(environment => environment.Id)
            .Select(environment => new EnvironmentInfo(
                environment.Id, environment.Name, environment.Slug, environment.Versioning, environment.IsProduction,
                environment.ArchivedAt != null))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The projects that somebody has a role in, by name; all of them for those who have one in the whole instance.</summary>
    public async Task<IReadOnlyList<ProjectInfo>> ProjectsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await OpenTo(db, actor).OrderBy(project => project.NameFolded)
            .Select(project => new ProjectInfo(project.Id, project.Name, project.Slug)).ToListAsync(cancellationToken);
    }

    /// <summary>One page of the same with their settings.</summary>
    public async Task<Page<ProjectSettings>> ProjectsAsync(Actor actor, ListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var projects = OpenTo(db, actor).WithWords(query.Search, project => project.NameFolded);
        var total = await projects.CountAsync(cancellationToken);
        var items = await projects.OrderBy(project => project.NameFolded).Skip(query.Skip).Take(query.Size)
            .Select(project => new ProjectSettings(
                new ProjectInfo(project.Id, project.Name, project.Slug), project.HideDisabledFlags, project.Revision))
            .ToListAsync(cancellationToken);
        return new Page<ProjectSettings>(items, total, query.Page, query.Size);
    }

    /// <summary>Everywhere that somebody can go: their projects by name, each with its environments.</summary>
    public async Task<IReadOnlyList<ProjectLocations>> LocationsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await OpenTo(db, actor)
            .SelectMany(
                project => db.Set<ProjectEnvironment>()
                    .Where(environment => environment.ProjectId == project.Id && environment.DeletedAt == null).DefaultIfEmpty(),
                (project, environment) => new { Project = project, Environment = environment })
            .OrderBy(row => row.Project.NameFolded).ThenBy(row => row.Environment!.ArchivedAt != null).ThenBy(row => row.Environment!.Id)
            .AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.Project.Id).Select(group => new ProjectLocations(
                new ProjectInfo(group.Key, group.First().Project.Name, group.First().Project.Slug),
                [.. group.Where(row => row.Environment is not null).Select(row => Info(row.Environment!))])),
        ];
    }

    private static EnvironmentInfo Info(ProjectEnvironment environment) => new(
        environment.Id, environment.Name, environment.Slug, environment.Versioning, environment.IsProduction,
        environment.ArchivedAt is not null);

    private IQueryable<Project> OpenTo(AppDbContext db, Actor actor)
    {
        var now = clock.Now();
        var projects = db.Set<Project>().Where(project => project.DeletedAt == null);
        return actor.Kind switch
        {
            ActorKind.Person => projects.Where(project => db.Set<Person>().Any(person => person.Id == actor.Id
                && person.DeactivatedAt == null
                && (person.IsInstanceAdministrator
                    || db.Set<ProjectMember>().Any(member => member.PersonId == person.Id && member.ProjectId == project.Id)))),
            ActorKind.Key => projects.Where(project => db.Set<ManagementKey>().Any(key => key.Id == actor.Id
                && key.RevokedAt == null
                && (key.ExpiresAt == null || key.ExpiresAt > now)
                && (key.ProjectId == null || key.ProjectId == project.Id))),
            _ => projects.Where(_ => false),
        };
    }
}
