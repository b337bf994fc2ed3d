using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>
/// Issues grants, and checks each again inside the transaction of every write. An unknown project and one that the
/// caller may not see look the same. That the database is away is a refusal as well.
/// </summary>
public sealed class AccessGate(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    // The software itself.
    private static readonly CompiledQuery<Func<AppDbContext, int?, IAsyncEnumerable<ActorRights>>> s_system = new(() => EF.CompileAsyncQuery((AppDbContext db, int? projectId) =>
        db.Set<Project>().Where(project => project.Id == projectId && project.DeletedAt == null)
            .Select(project => new ActorRights(true, Role.Administrator, true))));

    private static readonly CompiledQuery<Func<AppDbContext, int?, int, IAsyncEnumerable<ActorRights>>> s_person = new(() => EF.CompileAsyncQuery((AppDbContext db, int? projectId, int personId) =>
        db.Set<Person>().Where(person => person.Id == personId && person.DeactivatedAt == null)
            .Select(person => new ActorRights(
                person.IsInstanceAdministrator,
                person.IsInstanceAdministrator
                    ? Role.Administrator
                    : db.Set<ProjectMember>()
                        .Where(member => member.PersonId == person.Id && member.ProjectId == projectId)
                        .Select(member => (Role?)member.Role)
                        .FirstOrDefault(),
                db.Set<Project>().Any(project => project.Id == projectId && project.DeletedAt == null)))));

    private static readonly CompiledQuery<Func<AppDbContext, int?, int, IAsyncEnumerable<KeyRow>>> s_key = new(() => EF.CompileAsyncQuery((AppDbContext db, int? projectId, int keyId) =>
        db.Set<ManagementKey>().Where(key => key.Id == keyId && key.RevokedAt == null)
            .Select(key => new KeyRow(
                key.ProjectId,
                key.Role,
                key.ExpiresAt,
                db.Set<Project>().Any(project => project.Id == projectId && project.DeletedAt == null)))));

    /// <summary>The refusal of what is not there for somebody, whether or not it is there for others.</summary>
    internal static readonly Error NoProject = new Error.NotFound(
        "project_not_found", "There is no such project, or you have no role in it. Ask an administrator for access.");

    private static readonly Error s_notSignedIn = new Error.Forbidden(
        "not_signed_in", "You are signed out or your account was deactivated. Sign in again.");

    private static readonly Error s_notInstance = new Error.Forbidden(
        "not_instance_administrator", "Only an instance administrator can do this. Ask one to do it or to make you one.");

    /// <summary>Lets somebody into a project by its address.</summary>
    public Task<Result<ProjectAccess>> AdmitAsync(Actor actor, string projectSlug, CancellationToken cancellationToken) => DatabaseFault.RefuseAsync<ProjectAccess>(
        async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var id = await db.Set<Project>()
                .Where(project => project.Slug == projectSlug && project.DeletedAt == null)
                .Select(project => (int?)project.Id)
                .SingleOrDefaultAsync(cancellationToken);
            return id is { } projectId ? await AdmitAsync(db, actor, projectId, cancellationToken) : NoProject;
        });

    /// <summary>Lets somebody into a project by its id.</summary>
    public Task<Result<ProjectAccess>> AdmitAsync(Actor actor, int projectId, CancellationToken cancellationToken) => DatabaseFault.RefuseAsync<ProjectAccess>(
        async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await AdmitAsync(db, actor, projectId, cancellationToken);
        });

    /// <summary>Lets somebody into the project of an environment, by the key that the environment's addresses in the API carry.</summary>
    public Task<Result<EnvironmentAccess>> AdmitToEnvironmentAsync(Actor actor, string hashKey, CancellationToken cancellationToken) => DatabaseFault.RefuseAsync<EnvironmentAccess>(
        async () =>
        {
            if (actor.Id is not { } id)
            {
                return s_notSignedIn;
            }

            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await EnvironmentRights.FindAsync(db, actor.Kind, id, hashKey, clock.Now(), cancellationToken) is { Role: { } role } rights
                ? new EnvironmentAccess(new ProjectAccess(actor, rights.ProjectId, role, rights.Instance), rights.EnvironmentId)
                : NoProject;
        });

    /// <summary>Lets somebody into the project of an environment, by its id.</summary>
    public Task<Result<EnvironmentAccess>> AdmitToEnvironmentAsync(Actor actor, int environmentId, CancellationToken cancellationToken) => DatabaseFault.RefuseAsync<EnvironmentAccess>(
        async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var projectId = await db.Set<ProjectEnvironment>()
                .Where(environment => environment.Id == environmentId && environment.DeletedAt == null)
                .Select(environment => (int?)environment.ProjectId)
                .SingleOrDefaultAsync(cancellationToken);
            if (projectId is not { } id)
            {
                return NoProject;
            }

            return (await AdmitAsync(db, actor, id, cancellationToken)).TryGet(out var access, out var error)
                ? new EnvironmentAccess(access, environmentId)
                : error;
        });

    /// <summary>Lets an instance administrator manage the instance.</summary>
    public Task<Result<InstanceAccess>> AdmitToInstanceAsync(Actor actor, CancellationToken cancellationToken) => DatabaseFault.RefuseAsync<InstanceAccess>(
        async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var rights = await RightsAsync(db, actor, projectId: null, cancellationToken);
            return rights switch
            {
                null => s_notSignedIn,
                { Instance: true } => new InstanceAccess(actor),
                _ => s_notInstance,
            };
        });

    /// <summary>A grant for the software itself, for the demo workspace.</summary>
    internal static ProjectAccess ForSystem(int projectId)
        => new(Actor.System, projectId, Role.Administrator, isInstanceAdministrator: true);

    /// <summary>A grant for the software itself, for set-up and the demo workspace.</summary>
    internal static InstanceAccess ForSystem() => new(Actor.System);

    /// <summary>Checks in the transaction of a write that the caller still may do what they were admitted for.</summary>
    /// <returns>The grant as it is now: what else the write asks, it asks of this one.</returns>
    internal async Task<Result<ProjectAccess>> RecheckAsync(
        AppDbContext db, ProjectAccess access, Permission permission, CancellationToken cancellationToken)
    {
        var admitted = await AdmitAsync(db, access.Actor, access.ProjectId, cancellationToken);
        if (!admitted.TryGet(out var now, out var error))
        {
            return error;
        }

        return now.May(permission) ? now : Permissions.Refusal(now.Role, permission);
    }

    /// <summary>Checks in the transaction of a write that the caller still manages the instance.</summary>
    internal async Task<Error?> RecheckAsync(AppDbContext db, InstanceAccess access, CancellationToken cancellationToken)
        => await RightsAsync(db, access.Actor, projectId: null, cancellationToken) switch
        {
            null => s_notSignedIn,
            { Instance: true } => null,
            _ => s_notInstance,
        };

    /// <summary>The refusal of a read whose caller lacks a permission, or null.</summary>
    internal static Error? Check(ProjectAccess access, Permission permission)
        => access.May(permission) ? null : Permissions.Refusal(access.Role, permission);

    private async Task<Result<ProjectAccess>> AdmitAsync(
        AppDbContext db, Actor actor, int projectId, CancellationToken cancellationToken)
    {
        if (await RightsAsync(db, actor, projectId, cancellationToken) is not { } rights)
        {
            return s_notSignedIn;
        }

        return rights switch
        {
            { ProjectExists: false } => NoProject,
            { Instance: true } => new ProjectAccess(actor, projectId, rights.Role ?? Role.Administrator, true),
            { Role: { } role } => new ProjectAccess(actor, projectId, role, isInstanceAdministrator: false),
            _ => NoProject,
        };
    }

    // Null: nobody who may do anything at all.
    private async Task<ActorRights?> RightsAsync(
        AppDbContext db, Actor actor, int? projectId, CancellationToken cancellationToken) => (actor.Kind, actor.Id) switch
        {
            (ActorKind.System, _) => (await s_system.On(db)(db, projectId).ToListAsync(cancellationToken)).SingleOrDefault()
                ?? new ActorRights(Instance: true, Role.Administrator, ProjectExists: false),
            (ActorKind.Person, { } id) => (await s_person.On(db)(db, projectId, id).ToListAsync(cancellationToken)).SingleOrDefault(),
            (ActorKind.Key, { } id) => (await s_key.On(db)(db, projectId, id).ToListAsync(cancellationToken)).SingleOrDefault() is { } key
                && (key.ExpiresAt is null || key.ExpiresAt > clock.Now())
                ? OfKey(key, projectId)
                : null,
            _ => null,
        };

    private static ActorRights OfKey(KeyRow key, int? projectId) => key.ProjectId is { } own
        ? new ActorRights(Instance: false, own == projectId ? key.Role : null, key.ProjectExists)
        : new ActorRights(key.Role is Role.Administrator, key.Role, key.ProjectExists);

    private sealed record KeyRow(int? ProjectId, Role Role, DateTimeOffset? ExpiresAt, bool ProjectExists);

    /// <param name="Instance">Whether they manage the instance.</param>
    /// <param name="Role">Their role in the project that was asked for; null without one.</param>
    /// <param name="ProjectExists">Whether there is that project; false when none was asked for.</param>
    private sealed record ActorRights(bool Instance, Role? Role, bool ProjectExists);
}
