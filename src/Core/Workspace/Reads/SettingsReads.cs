using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.Reads;

/// <summary>Shows the settings of projects and environments.</summary>
public sealed class SettingsReads(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The settings of the project that somebody was let into.</summary>
    public async Task<ProjectSettings> ProjectAsync(ProjectAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Project>().Where(project => project.Id == access.ProjectId)
            .Select(project => new ProjectSettings(
                new ProjectInfo(project.Id, project.Name, project.Slug), project.HideDisabledFlags, project.Revision))
            .SingleAsync(cancellationToken);
    }

    /// <summary>The settings of an environment; null when the project has none such.</summary>
    public async Task<EnvironmentSettings?> EnvironmentAsync(
        ProjectAccess access, int environmentId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Settings(db, Environments(db, access).Where(environment => environment.Id == environmentId))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>One page of a project's environments in the order they were made; archived ones last.</summary>
    public async Task<Page<EnvironmentSettings>> EnvironmentsAsync(
        ProjectAccess access, ListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var all = await Settings(db, Environments(db, access)).ToListAsync(cancellationToken);
        var search = TextFold.Fold(query.Search ?? string.Empty);
        return query.PageOf(
        [
            .. all.Where(settings => TextFold.Fold(settings.Info.Name).Contains(search, StringComparison.Ordinal))
                .OrderBy(settings => settings.Info.IsArchived).ThenBy(settings => settings.Info.Id),
        ]);
    }

    /// <summary>An environment's keys: those that work first, newest first.</summary>
    public async Task<IReadOnlyList<EnvironmentKeyItem>> KeysAsync(
        ProjectAccess access, int environmentId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.Now();
        var keys = await db.Set<EnvironmentKey>()
            .Where(key => key.EnvironmentId == environmentId
                && db.Set<ProjectEnvironment>().Any(environment => environment.Id == environmentId && environment.ProjectId == access.ProjectId))
            .OrderByDescending(key => key.Id)
            .Select(key => new EnvironmentKeyItem(
                key.Id, key.Kind, key.Name, key.Token, key.Hint, key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.RevokedAt, key.LastUsedAt,
                key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now)))
            .ToListAsync(cancellationToken);
        return [.. keys.OrderByDescending(key => key.IsUsable)];
    }

    /// <summary>The projects of the instance by name.</summary>
    public async Task<Page<ProjectItem>> ProjectsAsync(InstanceAccess access, ListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var projects = db.Set<Project>().Where(project => project.DeletedAt == null).WithWords(query.Search, project => project.NameFolded);
        var total = await projects.CountAsync(cancellationToken);
        var items = await projects.OrderBy(project => project.NameFolded).Skip(query.Skip).Take(query.Size)
            .Select(project => new ProjectItem(
                new ProjectInfo(project.Id, project.Name, project.Slug),
                db.Set<ProjectEnvironment>().Where(environment => environment.ProjectId == project.Id && environment.DeletedAt == null)
                    .OrderBy(environment => environment.ArchivedAt != null).ThenBy(environment => environment.Id)
                    .Select(environment => environment.Slug).FirstOrDefault(),
                db.Set<ProjectEnvironment>().Count(environment => environment.ProjectId == project.Id && environment.DeletedAt == null),
                db.Set<ProjectMember>().Count(member => member.ProjectId == project.Id),
                project.CreatedAt))
            .ToListAsync(cancellationToken);
        return new Page<ProjectItem>(items, total, query.Page, query.Size);
    }

    private static IQueryable<ProjectEnvironment> Environments(AppDbContext db, ProjectAccess access)
        => db.Set<ProjectEnvironment>().Where(environment => environment.ProjectId == access.ProjectId && environment.DeletedAt == null);

    private static IQueryable<EnvironmentSettings> Settings(AppDbContext db, IQueryable<ProjectEnvironment> environments)
        => environments.Select(environment => new EnvironmentSettings(
            new EnvironmentInfo(
                environment.Id, environment.Name, environment.Slug, environment.Versioning, environment.IsProduction,
                environment.ArchivedAt != null),
            environment.HashKey,
            environment.HideDisabledFlags,
            db.Set<Project>().Where(project => project.Id == environment.ProjectId).Select(project => project.HideDisabledFlags).Single(),
            environment.HideSensitiveData,
            environment.AllowClientTraits,
            environment.AllowedOrigins,
            environment.SettingsRevision,
            environment.UpdatedAt));
}
